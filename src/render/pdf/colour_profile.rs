//! The ICC profile of sRGB that says what the file's colours mean, made here byte by byte.
//!
//! A matrix/TRC display profile of ICC version 2.1 (ICC.1:1998-09). The colorants are those of
//! IEC 61966-2-1, adapted to the profile connection space's D50 by the Bradford transform; the
//! tone curve is IEC 61966-2-1's, sampled at 1024 points. Checked against the luminance weights
//! (0.2225, 0.7169, 0.0606 sum to 1) and with veraPDF.

/// The profile.
pub(super) fn srgb() -> Vec<u8> {
    let curve = curve();
    let tags: [(&[u8; 4], Vec<u8>); 9] = [
        (b"desc", description("sRGB IEC61966-2.1")),
        (b"cprt", copyright("No copyright, use freely")),
        (b"wtpt", xyz([0.9642, 1.0, 0.8249])),
        (b"rXYZ", xyz([0.436_07, 0.222_49, 0.013_92])),
        (b"gXYZ", xyz([0.385_15, 0.716_87, 0.097_08])),
        (b"bXYZ", xyz([0.143_07, 0.060_61, 0.714_10])),
        (b"rTRC", curve.clone()),
        (b"gTRC", curve.clone()),
        (b"bTRC", curve),
    ];
    let start = 128 + 4 + tags.len() * 12;
    let mut table = word(tags.len());
    let mut data: Vec<u8> = Vec::new();
    let mut curve_at = None;
    for (name, bytes) in &tags {
        // The three curves are one element of the file.
        let is_curve = name.ends_with(b"TRC");
        let offset = curve_at.filter(|_| is_curve).unwrap_or(start + data.len());
        if offset == start + data.len() {
            data.extend_from_slice(bytes);
            data.resize(data.len().next_multiple_of(4), 0);
        }
        curve_at = is_curve.then_some(offset);
        table.extend_from_slice(*name);
        table.extend(word(offset));
        table.extend(word(bytes.len()));
    }
    let mut profile = header(start + data.len());
    profile.extend(table);
    profile.extend(data);
    profile
}

fn header(size: usize) -> Vec<u8> {
    let mut header = word(size);
    header.extend(word(0)); // no preferred colour engine
    header.extend([2, 0x10, 0, 0]); // version 2.1
    header.extend_from_slice(b"mntrRGB XYZ ");
    for part in [2026_u16, 1, 1, 0, 0, 0] {
        header.extend(part.to_be_bytes());
    }
    header.extend_from_slice(b"acsp");
    header.resize(64, 0); // platform, flags, device: none
    header.extend(word(0)); // perceptual intent
    header.extend([0.9642, 1.0, 0.8249].into_iter().flat_map(fixed));
    header.resize(128, 0);
    header
}

fn description(text: &str) -> Vec<u8> {
    let mut bytes = b"desc\0\0\0\0".to_vec();
    bytes.extend(word(text.len() + 1));
    bytes.extend_from_slice(text.as_bytes());
    // The end of the text, then empty forms in Unicode and in a Macintosh script.
    bytes.resize(bytes.len() + 1 + 8 + 3 + 67, 0);
    bytes
}

fn copyright(text: &str) -> Vec<u8> {
    let mut bytes = b"text\0\0\0\0".to_vec();
    bytes.extend_from_slice(text.as_bytes());
    bytes.push(0);
    bytes
}

fn xyz(values: [f64; 3]) -> Vec<u8> {
    let mut bytes = b"XYZ \0\0\0\0".to_vec();
    bytes.extend(values.into_iter().flat_map(fixed));
    bytes
}

fn curve() -> Vec<u8> {
    const POINTS: u32 = 1024;
    let mut bytes = b"curv\0\0\0\0".to_vec();
    bytes.extend(POINTS.to_be_bytes());
    for point in 0..POINTS {
        let share = f64::from(point) / f64::from(POINTS - 1);
        let linear =
            if share <= 0.04045 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) };
        bytes.extend(((linear * 65535.0).round() as u16).to_be_bytes());
    }
    bytes
}

/// A signed number with 16 bits after the point.
fn fixed(value: f64) -> [u8; 4] {
    ((value * 65536.0).round() as i32).to_be_bytes()
}

fn word(value: usize) -> Vec<u8> {
    u32::try_from(value).unwrap_or(u32::MAX).to_be_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn size_and_signature_are_where_readers_look() {
        let profile = srgb();
        assert_eq!(profile[..4], u32::try_from(profile.len()).expect("small").to_be_bytes());
        assert_eq!(&profile[36..40], b"acsp");
        assert_eq!(profile.len() % 4, 0);
    }
}
