//! An organization's own color, made fit to be read by day and by night.

/// The grounds that text stands on, as in `assets/tokens.css`: the page and its surfaces, by day and by night.
const GROUNDS: [[[u8; 3]; 2]; 2] = [[[0xfb, 0xfa, 0xf7], [0xff; 3]], [[0x11, 0x15, 0x1b], [0x1a, 0x20, 0x29]]];

/// What text needs on its ground (WCAG 2.2, success criterion 1.4.3).
const CONTRAST: f64 = 4.5;

/// The tokens that carry the color, after those of the sheet; nothing where it is no color (`#rgb` or `#rrggbb`).
///
/// A color that cannot be read on its ground is mixed with black by day, with white by night, as far as it must be.
pub(crate) fn tokens(accent: &str) -> Option<String> {
    let color = parse(accent)?;
    let [day, night] = [0, 1].map(|scheme| hex(readable(color, GROUNDS[scheme], [0, 255][scheme])));
    Some(format!(
        "\n:root {{ --accent: {day}; --link: {day}; }}\n@media screen and (prefers-color-scheme: dark) {{ :root {{ \
         --accent: {night}; --link: {night}; }} }}\n"
    ))
}

fn parse(accent: &str) -> Option<[u8; 3]> {
    let digits = accent.strip_prefix('#').filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()))?;
    let digit = |range: std::ops::Range<usize>| u8::from_str_radix(&digits[range], 16).ok();
    match digits.len() {
        3 => Some([digit(0..1)? * 17, digit(1..2)? * 17, digit(2..3)? * 17]),
        6 => Some([digit(0..2)?, digit(2..4)?, digit(4..6)?]),
        _ => None,
    }
}

fn hex([red, green, blue]: [u8; 3]) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// The color with as little of `end`, black or white, as it takes to be read on all grounds.
fn readable(color: [u8; 3], grounds: [[u8; 3]; 2], end: u8) -> [u8; 3] {
    let mixed = |hundredths: u32| {
        color.map(|part| ((u32::from(part) * (100 - hundredths) + u32::from(end) * hundredths + 50) / 100) as u8)
    };
    let is_readable = |color: &[u8; 3]| grounds.iter().all(|ground| contrast(*color, *ground) >= CONTRAST);
    (0..=100).map(mixed).find(is_readable).unwrap_or([end; 3])
}

fn contrast(one: [u8; 3], other: [u8; 3]) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance (WCAG 2.2, "relative luminance").
fn luminance(color: [u8; 3]) -> f64 {
    let [red, green, blue] = color.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { libm::pow((part + 0.055) / 1.055, 2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_color_that_is_read_stays_and_another_gives_way() {
        let told = tokens("#0b57a4").expect("a color");
        assert!(told.contains(":root { --accent: #0b57a4; --link: #0b57a4; }"), "{told}");
        assert!(!told.contains("dark) { :root { --accent: #0b57a4"), "{told}");
        assert_eq!(tokens("#000").expect("a color").matches("#000000").count(), 2);
        // Yellow is no color for words on white.
        assert!(!tokens("#ffd500").expect("a color").starts_with("\n:root { --accent: #ffd500"));
    }

    #[test]
    fn what_is_no_color_is_none() {
        for word in ["", "red", "#12", "#12345g", "#ffff", "#é12345"] {
            assert_eq!(tokens(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn every_color_is_read_on_every_ground(color: [u8; 3]) {
            for (grounds, end) in GROUNDS.into_iter().zip([0, 255]) {
                let read = readable(color, grounds, end);
                prop_assert!(grounds.iter().all(|ground| contrast(read, *ground) >= CONTRAST));
            }
        }
    }
}
