//! From blocks to pages: every position is decided here, and nothing here knows of PDF.
