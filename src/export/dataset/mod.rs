//! The tables of a log as files that other programs read: Parquet, CSV, JSON a row a line.

mod ndjson;
mod parquet;

use crate::export::csv;
use crate::report::{DataTable, DataValues};

/// What tables are written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableFormat {
    /// Apache Parquet, uncompressed: types come along.
    Parquet,
    /// One header; what a spreadsheet would run is quoted as text.
    Csv,
    /// JSON, a row a line.
    Ndjson,
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[error("could not write the table `{table}`")]
pub struct TableError {
    table: &'static str,
    source: ::parquet::errors::ParquetError,
}

impl TableFormat {
    /// How the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }
}

/// The bytes of a table's file: the same for the same table.
pub fn dataset_file(table: &DataTable, format: TableFormat) -> Result<Vec<u8>, TableError> {
    match format {
        TableFormat::Parquet => parquet::file(table).map_err(|source| TableError { table: table.name, source }),
        TableFormat::Csv => Ok(as_csv(table).into_bytes()),
        TableFormat::Ndjson => Ok(ndjson::file(table).into_bytes()),
    }
}

fn as_csv(table: &DataTable) -> String {
    let header: Vec<&str> = table.columns.iter().map(|column| column.name).collect();
    let rows = (0..table.row_count).map(|row| table.columns.iter().map(|column| cell(&column.values, row)).collect());
    csv::table(&header, rows)
}

fn cell(values: &DataValues, row: usize) -> String {
    match values {
        DataValues::Text(texts) => texts[row].clone(),
        DataValues::Number(numbers) => numbers[row].map(|number| number.to_string()),
        DataValues::Integer(numbers) => numbers[row].map(|number| number.to_string()),
        DataValues::Day(days) => days[row].map(|day| day.to_string()),
        DataValues::YesNo(answers) => answers[row].map(|answer| answer.to_string()),
    }
    .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::DataColumn;
    use jiff::civil::date;

    fn table() -> DataTable {
        let column = |name, values| DataColumn { name, about: "", values };
        DataTable {
            name: "things",
            about: "",
            row_count: 2,
            columns: vec![
                column("what", DataValues::Text(vec![Some("=1+1".to_owned()), None])),
                column("sum", DataValues::Number(vec![Some(-0.5), None])),
                column("count", DataValues::Integer(vec![None, Some(7)])),
                column("on", DataValues::Day(vec![Some(date(1969, 12, 31)), Some(date(2026, 11, 5))])),
                column("is", DataValues::YesNo(vec![Some(true), None])),
            ],
        }
    }

    #[test]
    fn a_cell_is_never_a_formula_in_a_spreadsheet_and_as_it_is_elsewhere() {
        let text = |format| String::from_utf8(dataset_file(&table(), format).expect("a file")).expect("text");
        assert_eq!(text(TableFormat::Csv), "what,sum,count,on,is\n'=1+1,-0.5,,1969-12-31,true\n,,7,2026-11-05,\n");
        assert_eq!(
            text(TableFormat::Ndjson),
            "{\"what\":\"=1+1\",\"sum\":-0.5,\"count\":null,\"on\":\"1969-12-31\",\"is\":true}\n\
             {\"what\":null,\"sum\":null,\"count\":7,\"on\":\"2026-11-05\",\"is\":null}\n"
        );
    }

    #[test]
    fn parquet_gives_back_what_was_written_and_writes_it_alike() {
        use ::parquet::file::reader::{FileReader, SerializedFileReader};
        let bytes = dataset_file(&table(), TableFormat::Parquet).expect("a file");
        assert_eq!(bytes, dataset_file(&table(), TableFormat::Parquet).expect("a file"));
        let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("it is Parquet");
        let rows: Vec<String> =
            reader.get_row_iter(None).expect("rows").map(|row| row.expect("a row").to_string()).collect();
        let expected = [
            "{what: \"=1+1\", sum: -5E-1, count: null, on: 1969-12-31, is: true}",
            "{what: null, sum: null, count: 7, on: 2026-11-05, is: null}",
        ];
        assert_eq!(rows, expected);
    }

    #[test]
    fn a_table_without_rows_has_its_columns() {
        use ::parquet::file::reader::{FileReader, SerializedFileReader};
        for mut table in crate::report::dataset_columns() {
            assert_eq!(table.row_count, 0);
            table.columns.iter_mut().for_each(|column| column.about = "");
            let bytes = dataset_file(&table, TableFormat::Parquet).expect("a file");
            let reader = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("it is Parquet");
            let found = reader.metadata().file_metadata().schema_descr().num_columns();
            assert_eq!(found, table.columns.len(), "{}", table.name);
        }
    }
}
