//! From bytes to a table of text cells: encoding, delimiter, header rows, dialect.
