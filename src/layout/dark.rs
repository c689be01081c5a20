//! The colours on a dark screen.

use super::colour::Colour;
use super::theme::Palette;
use serde::de::Error;
use serde::{Deserialize, Deserializer};
use std::collections::BTreeMap;

/// The colours of a dark screen where a theme does not name them.
pub(super) fn dark() -> Palette {
    Palette {
        text: Colour::new(0x00e6_eaf1),
        muted: Colour::new(0x00a3_afbf),
        rule: Colour::new(0x0030_3b4a),
        accent: Colour::new(0x008f_b6e6),
        accent_light: Colour::new(0x0049_6283),
        track: Colour::new(0x001d_2632),
        alert: Colour::new(0x00f2_917d),
        positive: Colour::new(0x006f_c5aa),
        negative: Colour::new(0x00f2_917d),
        band1: Colour::new(0x0035_2022),
        band2: Colour::new(0x0030_2a1b),
        band3: Colour::new(0x001c_2a3d),
        band4: Colour::new(0x0018_2f29),
        paper: Colour::new(0x0011_1822),
    }
}

/// Reads the section `[dark]`, which names only what differs from [`dark`].
pub(super) fn read<'de, D: Deserializer<'de>>(section: D) -> Result<Palette, D::Error> {
    let mut palette = dark();
    for (name, colour) in BTreeMap::<String, Colour>::deserialize(section)? {
        let slot = slot(&mut palette, &name)
            .ok_or_else(|| D::Error::custom(format!("there is no colour \"{name}\"")))?;
        *slot = colour;
    }
    Ok(palette)
}

fn slot<'a>(palette: &'a mut Palette, name: &str) -> Option<&'a mut Colour> {
    Some(match name {
        "text" => &mut palette.text,
        "muted" => &mut palette.muted,
        "rule" => &mut palette.rule,
        "accent" => &mut palette.accent,
        "accent_light" => &mut palette.accent_light,
        "track" => &mut palette.track,
        "alert" => &mut palette.alert,
        "positive" => &mut palette.positive,
        "negative" => &mut palette.negative,
        "band1" => &mut palette.band1,
        "band2" => &mut palette.band2,
        "band3" => &mut palette.band3,
        "band4" => &mut palette.band4,
        "paper" => &mut palette.paper,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::theme::Theme;
    use super::*;

    #[test]
    fn a_theme_names_only_what_differs() {
        let theme = Theme::from_toml("[dark]\naccent = \"#a0c0ff\"").expect("a theme");
        assert_eq!(theme.dark, Palette { accent: Colour::new(0x00a0_c0ff), ..dark() });
        assert_eq!(theme.ink, Palette::default());
    }

    #[test]
    fn wrong_colours_are_refused_with_their_field() {
        let dim = Theme::from_toml("[dark]\nmuted = \"#333333\"").expect_err("too dim");
        assert!(dim.to_string().contains("dark.muted"), "{dim}");
        let odd = Theme::from_toml("[dark]\nshade = \"#333333\"").expect_err("unknown");
        assert!(odd.to_string().contains("shade"), "{odd}");
    }

    #[test]
    fn text_is_readable_on_every_background() {
        for palette in [Palette::default(), dark()] {
            let backgrounds = [
                palette.paper,
                palette.track,
                palette.band1,
                palette.band2,
                palette.band3,
                palette.band4,
            ];
            for background in backgrounds {
                for ink in [palette.text, palette.muted, palette.alert, palette.accent] {
                    assert!(ink.contrast(background) >= 4.5, "{ink:?} on {background:?}");
                }
            }
        }
    }
}
