//! How wide the columns of a table are.

/// What a column needs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Need {
    /// Width of its longest word.
    pub(super) least: f32,
    /// Width of its longest text on one line.
    pub(super) most: f32,
}

/// Part of the space left over that columns of numbers get, so that a table of few short columns
/// does not tear names and numbers apart.
const SPREAD: f32 = 0.4;
/// Most that a column of numbers grows, in points.
const MOST_SPREAD: f32 = 42.0;

/// Widths that share out the space by content: every column at least its longest word, at most its
/// longest text, and what is left over mainly to the columns of text, which grow.
pub(super) fn by_content(needs: &[Need], grows: &[bool], space: f32) -> Vec<f32> {
    let needs = capped(needs, space);
    let least: f32 = needs.iter().map(|need| need.least).sum();
    let most: f32 = needs.iter().map(|need| need.most).sum();
    if most > space {
        let share = (space - least) / (most - least).max(1e-3);
        return needs.iter().map(|need| need.least + (need.most - need.least) * share).collect();
    }
    let grown: f32 = needs.iter().zip(grows).filter(|(_, grow)| **grow).map(|(n, _)| n.most).sum();
    if grown <= 0.0 {
        let each = (space - most) / needs.len().max(1) as f32;
        return needs.iter().map(|need| need.most + each).collect();
    }
    let still = grows.iter().filter(|grow| !**grow).count() as f32;
    let spread = ((space - most) * SPREAD / still.max(1.0)).min(MOST_SPREAD);
    let left = space - most - spread * still;
    let extra = |(need, grow): (&Need, &bool)| {
        need.most + if *grow { left * need.most / grown } else { spread }
    };
    needs.iter().zip(grows).map(extra).collect()
}

/// Needs whose longest words fit the space together: where they do not, the longest are cut to one
/// length, and the short ones (numbers) stay whole.
fn capped(needs: &[Need], space: f32) -> Vec<Need> {
    let mut cap = f32::INFINITY;
    for _ in needs {
        if needs.iter().map(|need| need.least.min(cap)).sum::<f32>() <= space {
            break;
        }
        let longest = needs.iter().map(|need| need.least.min(cap)).fold(0.0, f32::max);
        let reaching = needs.iter().filter(|need| need.least.min(cap) >= longest).count();
        let others = needs.iter().map(|need| need.least.min(cap)).filter(|least| *least < longest);
        let next = others.clone().fold(0.0, f32::max);
        let rest: f32 = others.sum();
        cap = ((space - rest) / reaching as f32).max(next);
    }
    let cut = |need: &Need| {
        let least = need.least.min(cap);
        Need { least, most: need.most.max(least) }
    };
    needs.iter().map(cut).collect()
}

/// Widths in the given shares, but no column narrower than its longest word where others have
/// room to spare.
pub(super) fn by_share(needs: &[Need], shares: &[f32], space: f32) -> Vec<f32> {
    let needs = capped(needs, space);
    let share = |index: usize| shares.get(index).copied().filter(|s| s.is_finite()).unwrap_or(0.0);
    let wanted: Vec<f32> = (0..needs.len()).map(|index| share(index).max(0.0)).collect();
    let mut widths = scaled(wanted, space);
    let lack: f32 = needs.iter().zip(&widths).map(|(n, width)| (n.least - width).max(0.0)).sum();
    let spare: f32 = needs.iter().zip(&widths).map(|(n, width)| (width - n.least).max(0.0)).sum();
    if lack <= 0.0 || spare <= 0.0 {
        return widths;
    }
    let moved = lack.min(spare);
    for (need, width) in needs.iter().zip(&mut widths) {
        let difference = *width - need.least;
        *width -=
            if difference > 0.0 { difference * moved / spare } else { difference * moved / lack };
    }
    widths
}

fn scaled(widths: Vec<f32>, space: f32) -> Vec<f32> {
    let sum: f32 = widths.iter().sum();
    if sum > 0.0 {
        widths.into_iter().map(|width| width * space / sum).collect()
    } else {
        let each = space / widths.len().max(1) as f32;
        vec![each; widths.len()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEEDS: [Need; 3] = [
        Need { least: 40.0, most: 200.0 },
        Need { least: 20.0, most: 20.0 },
        Need { least: 30.0, most: 90.0 },
    ];

    #[test]
    fn widths_fill_the_space_and_hold_every_word() {
        for space in [100.0, 200.0, 310.0, 500.0] {
            for widths in [
                by_content(&NEEDS, &[true, false, true], space),
                by_share(&NEEDS, &[0.8, 0.1, 0.1], space),
            ] {
                assert!((widths.iter().sum::<f32>() - space).abs() < 0.01, "{widths:?}");
                assert!(widths.iter().zip(&NEEDS).all(|(w, need)| *w > need.least - 0.01));
            }
        }
    }

    #[test]
    fn too_little_space_cuts_the_longest_words_first() {
        assert_eq!(by_content(&NEEDS, &[true; 3], 70.0), vec![25.0, 20.0, 25.0]);
        assert_eq!(by_content(&NEEDS, &[true; 3], 45.0), vec![15.0, 15.0, 15.0]);
        assert_eq!(by_share(&[Need::default(); 2], &[], 10.0), vec![5.0, 5.0]);
    }
}
