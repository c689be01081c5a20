//! A colour, and how readable it is on another.

use serde::{Deserialize, Serialize};

/// A colour in sRGB, written `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour {
    /// Red, 0 to 255.
    pub red: u8,
    /// Green, 0 to 255.
    pub green: u8,
    /// Blue, 0 to 255.
    pub blue: u8,
}

impl Colour {
    /// A colour from its hexadecimal number, for example `0x1f3a5f`.
    pub const fn new(rgb: u32) -> Self {
        Self { red: (rgb >> 16) as u8, green: (rgb >> 8) as u8, blue: rgb as u8 }
    }

    /// Contrast to another colour, 1 to 21, by the definition of WCAG 2.1 (relative luminance).
    /// Checked against black on white (21) and the published example #767676 on white (4.54).
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest colour in which text is readable on `paper`: mixed with black, or with white on
    /// dark paper, by the smallest of 255 steps that gives a contrast of 4.5.
    #[must_use]
    pub fn readable_on(self, paper: Self) -> Self {
        let end = if paper.luminance() > 0.18 { 0 } else { 255 };
        let mixed = |step: u32| {
            let channel = |from: u8| {
                ((u32::from(from) * (255 - step) + end * step) as f32 / 255.0).round() as u8
            };
            Self { red: channel(self.red), green: channel(self.green), blue: channel(self.blue) }
        };
        (0..=255).map(mixed).find(|one| one.contrast(paper) >= 4.5).unwrap_or(mixed(255))
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.03928 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl std::fmt::Display for Colour {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

impl TryFrom<String> for Colour {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        digits
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .map(Self::new)
            .ok_or_else(|| format!("\"{text}\" is not a colour; write it as \"#1f3a5f\""))
    }
}
