//! Bars of text: positions are shares of one scale, 0 to 1.

/// A range with its middle on a scale from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Span {
    /// Where nine in ten begin.
    pub low: f64,
    /// The middle.
    pub middle: f64,
    /// Where nine in ten end.
    pub high: f64,
}

/// A range bar `width` columns wide: `──━━┿━━──`, with `┊` where the limit stands.
pub fn range_bar(span: Span, limit: Option<f64>, width: usize) -> String {
    let at = |share: f64| column(share, width);
    let (low, middle, high) = (at(span.low), at(span.middle), at(span.high));
    let limit = limit.filter(|share| (0.0..=1.0).contains(share)).map(at);
    (0..width)
        .map(|cell| match cell {
            cell if cell == middle => '┿',
            cell if Some(cell) == limit => '┊',
            cell if (low..=high).contains(&cell) => '━',
            _ => ' ',
        })
        .collect()
}

/// A bar from the left: full blocks, then an eighth of a block, in a track of dots up to `most`.
pub fn contribution_bar(share: f64, most: f64, width: usize) -> String {
    const EIGHTHS: [char; 8] = [' ', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
    let eighths = (share.clamp(0.0, 1.0) * width as f64 * 8.0).round() as usize;
    let track = (most.clamp(0.0, 1.0) * width as f64).round() as usize;
    let (full, rest) = (eighths / 8, eighths % 8);
    let mut bar: String = std::iter::repeat_n('█', full).collect();
    if rest > 0 {
        bar.push(EIGHTHS[rest]);
    }
    let drawn = full + usize::from(rest > 0);
    bar.extend((drawn..width).map(|cell| if cell < track { '·' } else { ' ' }));
    bar
}

fn column(share: f64, width: usize) -> usize {
    if share.is_nan() || width == 0 {
        return 0;
    }
    ((share.clamp(0.0, 1.0) * (width - 1) as f64).round() as usize).min(width - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_shows_its_middle_and_the_limit() {
        let span = Span { low: 0.2, middle: 0.4, high: 0.6 };
        assert_eq!(range_bar(span, Some(0.8), 11), "  ━━┿━━ ┊  ");
        assert_eq!(range_bar(span, Some(7.0), 11), "  ━━┿━━    ");
    }

    #[test]
    fn a_contribution_is_drawn_in_its_track() {
        assert_eq!(contribution_bar(0.5, 0.8, 10), "█████···  ");
        assert_eq!(contribution_bar(f64::NAN, 1.0, 4), "····");
    }
}
