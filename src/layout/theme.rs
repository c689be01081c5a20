//! Colours, sizes and paper: what a template's `theme.toml` may change.

use super::colour::Colour;
use super::dark;
use crate::report::blocks::MEASURE;
use crate::report::scene::Ink;
use serde::{Deserialize, Serialize};

/// How a report looks. Every field has a default, so that a `theme.toml` names only what differs.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Theme {
    /// The colours on paper and on a light screen.
    pub ink: Palette,
    /// The colours on a dark screen.
    #[serde(deserialize_with = "dark::read")]
    pub dark: Palette,
    /// The four sizes of type.
    #[serde(rename = "type")]
    pub sizes: TypeSizes,
}

/// Why a `theme.toml` was refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ThemeError {
    /// Not the shape of a theme; the message names line and field.
    #[error("the theme cannot be read: {0}")]
    Shape(String),
    /// A size outside the range in which a page can be set.
    #[error("the theme sets {field} to {value}; it must lie between {low} and {high}")]
    Range {
        /// Field in the file.
        field: String,
        /// Its value there.
        value: String,
        /// Smallest value allowed.
        low: String,
        /// Largest value allowed.
        high: String,
    },
    /// Text in this colour would be hard to read on the paper's colour.
    #[error(
        "the colour {field} has a contrast of {contrast} to the paper, and text needs 4.5; \
         the nearest that passes is {nearest}"
    )]
    Contrast {
        /// Field in the file.
        field: String,
        /// The contrast, to one decimal.
        contrast: String,
        /// The nearest colour that passes, `#rrggbb`.
        nearest: String,
    },
}

impl Default for Theme {
    fn default() -> Self {
        Self { ink: Palette::default(), dark: dark::dark(), sizes: TypeSizes::default() }
    }
}

impl Theme {
    /// Reads a `theme.toml` and checks it.
    ///
    /// # Errors
    ///
    /// [`ThemeError`] for unknown fields, sizes out of range and text of too little contrast.
    pub fn from_toml(text: &str) -> Result<Self, ThemeError> {
        let theme: Self =
            toml::from_str(text).map_err(|error| ThemeError::Shape(error.to_string()))?;
        theme.sizes.check()?;
        theme.ink.check("ink")?;
        theme.dark.check("dark")?;
        Ok(theme)
    }
}

impl Theme {
    /// The theme with other colours or sizes: tables as in a `theme.toml`.
    ///
    /// # Errors
    ///
    /// As [`Theme::from_toml`], for the theme that comes out.
    pub fn with(&self, changes: &toml::Table) -> Result<Self, ThemeError> {
        let shape = |error: toml::ser::Error| ThemeError::Shape(error.to_string());
        let mut all = toml::Table::try_from(self).map_err(shape)?;
        for (name, value) in changes {
            match (all.get_mut(name), value) {
                (Some(toml::Value::Table(known)), toml::Value::Table(new)) => {
                    known.extend(new.clone());
                }
                _ => {
                    all.insert(name.clone(), value.clone());
                }
            }
        }
        Self::from_toml(&all.to_string())
    }
}

/// Shares of the sizes of type that are tried to save a page.
const SMALLER: [f32; 3] = [0.96, 0.92, 0.88];

impl Theme {
    /// The theme with smaller type, for sections that would spill a little onto another page.
    pub(super) fn smaller(&self) -> [Self; 3] {
        SMALLER.map(|share| Self { sizes: self.sizes.scaled(share), ..self.clone() })
    }
}

/// Paper of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PaperSize {
    /// 210 × 297 mm.
    #[default]
    A4,
    /// 8.5 × 11 inches.
    Letter,
}

impl PaperSize {
    /// Width and height in points.
    pub fn points(self) -> (f32, f32) {
        match self {
            Self::A4 => (595.276, 841.89),
            Self::Letter => (612.0, 792.0),
        }
    }

    /// Left margin in points: the text is [`MEASURE`] wide on either paper, in the middle.
    pub fn margin(self) -> f32 {
        (self.points().0 - MEASURE) / 2.0
    }
}

/// Size, distance of lines and letterspacing of one kind of text.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypeStyle {
    /// Height of the em in points.
    pub size: f32,
    /// Distance of baselines in points.
    pub leading: f32,
    /// Space added between letters, in em; large type wants it slightly negative.
    #[serde(default)]
    pub tracking: f32,
}

/// The four sizes of type, all on a rhythm of two points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TypeSizes {
    /// Message of a page (heading 1).
    pub title: TypeStyle,
    /// Section (heading 2).
    pub section: TypeStyle,
    /// Body, lead, lists, callouts, captions (heading 3).
    pub body: TypeStyle,
    /// Tables, notes, running head and foot.
    pub small: TypeStyle,
}

impl Default for TypeSizes {
    fn default() -> Self {
        Self {
            title: TypeStyle { size: 22.0, leading: 28.0, tracking: -0.021 },
            section: TypeStyle { size: 13.0, leading: 18.0, tracking: -0.014 },
            body: TypeStyle { size: 10.0, leading: 14.0, tracking: -0.006 },
            small: TypeStyle { size: 8.5, leading: 12.0, tracking: 0.0 },
        }
    }
}

impl TypeSizes {
    fn scaled(&self, share: f32) -> Self {
        let scaled = |style: TypeStyle| TypeStyle {
            size: style.size * share,
            leading: style.leading * share,
            ..style
        };
        Self {
            title: scaled(self.title),
            section: scaled(self.section),
            body: scaled(self.body),
            small: scaled(self.small),
        }
    }

    fn check(&self) -> Result<(), ThemeError> {
        let styles = [
            ("title", self.title),
            ("section", self.section),
            ("body", self.body),
            ("small", self.small),
        ];
        for (name, style) in styles {
            in_range(format!("type.{name}.size"), style.size, (5.0, 48.0))?;
            let leading = (style.size, style.size * 3.0);
            in_range(format!("type.{name}.leading"), style.leading, leading)?;
            in_range(format!("type.{name}.tracking"), style.tracking, (-0.1, 0.5))?;
        }
        Ok(())
    }
}

fn in_range(field: String, value: f32, (low, high): (f32, f32)) -> Result<(), ThemeError> {
    if (low..=high).contains(&value) {
        return Ok(());
    }
    let (value, low, high) = (value.to_string(), low.to_string(), high.to_string());
    Err(ThemeError::Range { field, value, low, high })
}

/// The colour of each [`Ink`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "each field is the colour of the ink of the same name")]
pub struct Palette {
    pub text: Colour,
    pub muted: Colour,
    pub rule: Colour,
    pub accent: Colour,
    pub accent_light: Colour,
    pub track: Colour,
    pub alert: Colour,
    pub positive: Colour,
    pub negative: Colour,
    pub band1: Colour,
    pub band2: Colour,
    pub band3: Colour,
    pub band4: Colour,
    pub paper: Colour,
}

impl Default for Palette {
    fn default() -> Self {
        Self {
            text: Colour::new(0x0017_2130),
            muted: Colour::new(0x0058_6375),
            rule: Colour::new(0x00d9_dde3),
            accent: Colour::new(0x001d_4068),
            accent_light: Colour::new(0x00a3_b5cc),
            track: Colour::new(0x00ee_f1f5),
            alert: Colour::new(0x00b2_3a26),
            positive: Colour::new(0x0022_7360),
            negative: Colour::new(0x00b2_3a26),
            band1: Colour::new(0x00fa_efec),
            band2: Colour::new(0x00f8_f4e7),
            band3: Colour::new(0x00ee_f3f9),
            band4: Colour::new(0x00e8_f3ee),
            paper: Colour::new(0x00ff_ffff),
        }
    }
}

impl Palette {
    /// The colour of an ink.
    pub fn colour(&self, ink: Ink) -> Colour {
        match ink {
            Ink::Text => self.text,
            Ink::Muted => self.muted,
            Ink::Rule => self.rule,
            Ink::Accent => self.accent,
            Ink::AccentLight => self.accent_light,
            Ink::Track => self.track,
            Ink::Alert => self.alert,
            Ink::Positive => self.positive,
            Ink::Negative => self.negative,
            Ink::Band1 => self.band1,
            Ink::Band2 => self.band2,
            Ink::Band3 => self.band3,
            Ink::Band4 => self.band4,
            Ink::Paper => self.paper,
        }
    }

    /// Inks in which text is set; their contrast to the paper is at least 4.5.
    fn check(&self, section: &str) -> Result<(), ThemeError> {
        let inks = [
            ("text", self.text),
            ("muted", self.muted),
            ("accent", self.accent),
            ("alert", self.alert),
            ("positive", self.positive),
            ("negative", self.negative),
        ];
        for (name, colour) in inks {
            let contrast = colour.contrast(self.paper);
            if contrast < 4.5 {
                let (field, contrast) = (format!("{section}.{name}"), format!("{contrast:.1}"));
                let nearest = colour.readable_on(self.paper).to_string();
                return Err(ThemeError::Contrast { field, contrast, nearest });
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn default_theme_is_readable_and_equals_the_file() {
        let file = include_str!("../../templates/leadership/theme.toml");
        assert_eq!(Theme::from_toml(file).expect("the file is a theme"), Theme::default());
    }

    #[test]
    fn contrast_agrees_with_published_values() {
        let white = Colour::new(0x00ff_ffff);
        assert!((Colour::new(0).contrast(white) - 21.0).abs() < 1e-9);
        assert!((Colour::new(0x0076_7676).contrast(white) - 4.54).abs() < 0.005);
    }

    #[test]
    fn changes_are_laid_over_and_checked() {
        let changes = "[ink]\naccent = \"#7a1f3d\"".parse().expect("a table");
        let theme = Theme::default().with(&changes).expect("a theme");
        assert_eq!(theme.ink.accent, Colour::new(0x007a_1f3d));
        assert_eq!(theme.ink.text, Theme::default().ink.text);
        let pale = "[ink]\naccent = \"#ffd000\"".parse().expect("a table");
        assert!(Theme::default().with(&pale).is_err());
    }

    #[test]
    fn wrong_themes_are_refused_with_their_field() {
        let pale = Theme::from_toml("[ink]\nmuted = \"#aaaaaa\"").expect_err("too pale");
        assert!(pale.to_string().contains("ink.muted"));
        assert!(pale.to_string().contains("passes is #767676"), "{pale}");
        let huge = Theme::from_toml("[type]\nbody = { size = 900, leading = 900 }");
        assert!(huge.expect_err("too large").to_string().contains("type.body.size"));
        assert!(Theme::from_toml("[ink]\ntext = \"blue\"").is_err());
    }
}
