//! What a printed pack says of itself: the page on which each chapter begins; and its dates, which are those of what it was
//! made from, so that the same version prints the same bytes.

use crate::report::Paper;
use jiff::civil::Date;
use lopdf::{Dictionary, Document, Object, ObjectId};
use std::collections::BTreeMap;

/// A printed pack.
pub(crate) struct Sheets {
    /// How many pages it has.
    pub(crate) count: usize,
    /// Where the places begin that its links lead to, by their ids.
    pub(crate) places: Paper,
}

/// Reads where chapters begin: the browser names each place of a page that a link leads to.
pub(crate) fn read(pdf: &[u8]) -> Result<Sheets, lopdf::Error> {
    let document = Document::load_mem(pdf)?;
    let numbers: BTreeMap<ObjectId, u32> = document.get_pages().into_iter().map(|(number, id)| (id, number)).collect();
    let places = document.catalog()?.get_deref(b"Dests", &document).and_then(Object::as_dict);
    let no_places = Dictionary::new();
    let places = places.unwrap_or(&no_places).iter().filter_map(|(name, place)| {
        let (_, place) = document.dereference(place).ok()?;
        let page = place.as_array().ok()?.first()?.as_reference().ok()?;
        Some((String::from_utf8(name.clone()).ok()?, *numbers.get(&page)?))
    });
    Ok(Sheets { count: numbers.len(), places: places.collect() })
}

/// The same with the days on which it was made and changed set to one.
pub(crate) fn dated(mut pdf: Vec<u8>, day: Date) -> Vec<u8> {
    for name in [b"/CreationDate (D:".as_slice(), b"/ModDate (D:"] {
        let Some(at) = pdf.windows(name.len()).position(|window| window == name).map(|at| at + name.len()) else {
            continue;
        };
        let written = format!("{}000000", day.strftime("%Y%m%d"));
        // Of the same length, so that nothing behind it moves.
        if let Some(old) = pdf.get_mut(at..at + written.len()).filter(|old| old.iter().all(u8::is_ascii_digit)) {
            old.copy_from_slice(written.as_bytes());
        }
    }
    pdf
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    /// Two pages, and the places on them, as browsers write them.
    fn printed() -> Vec<u8> {
        let objects = [
            "<</Type /Catalog /Pages 2 0 R /Dests 5 0 R>>",
            "<</Type /Pages /Count 2 /Kids [3 0 R 4 0 R]>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
            "<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]>>",
            "<</board [4 0 R /XYZ 0 800 0] /main [3 0 R /XYZ 0 800 0] /odd 7 /gone [9 0 R /XYZ 0 0 0]>>",
            "<</Title (x) /CreationDate (D:20261130200745+00'00') /ModDate (D:20261130200746+00'00')>>",
        ];
        let mut pdf = b"%PDF-1.4\n".to_vec();
        let mut places = Vec::new();
        for (idx, object) in objects.iter().enumerate() {
            places.push(pdf.len());
            pdf.extend(format!("{} 0 obj\n{object}\nendobj\n", idx + 1).bytes());
        }
        let xref = pdf.len();
        pdf.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
        for place in places {
            pdf.extend(format!("{place:010} 00000 n \n").bytes());
        }
        let trailer = format!("trailer\n<</Size {} /Root 1 0 R /Info 6 0 R>>\n", objects.len() + 1);
        pdf.extend(format!("{trailer}startxref\n{xref}\n%%EOF\n").bytes());
        pdf
    }

    #[test]
    fn places_are_found_with_their_pages() {
        let sheets = read(&printed()).expect("a PDF");
        assert_eq!(sheets.count, 2);
        assert_eq!(sheets.places, Paper::from([("board".to_owned(), 2), ("main".to_owned(), 1)]));
        assert!(read(b"%PDF-1.4\nno more").is_err());
    }

    #[test]
    fn days_are_set_and_nothing_moves() {
        let pdf = dated(printed(), date(2026, 11, 5));
        assert_eq!(pdf.len(), printed().len());
        let text = String::from_utf8(pdf.clone()).expect("plain");
        assert!(text.contains("/CreationDate (D:20261105000000+00'00') /ModDate (D:20261105000000+00'00')"), "{text}");
        assert_eq!(read(&pdf).expect("a PDF").count, 2);
        assert_eq!(dated(b"%PDF /ModDate (D:2026".to_vec(), date(2026, 11, 5)), b"%PDF /ModDate (D:2026");
    }
}
