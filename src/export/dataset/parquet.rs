//! Apache Parquet by its low-level writer: one row group, every column optional, nothing compressed.
//!
//! Logs are small, so there is nothing to gain from codecs; texts that repeat are kept once each by the format itself.

use crate::report::{DataColumn, DataTable, DataValues};
use jiff::civil::{Date, date};
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use parquet::schema::types::{Type, TypePtr};
use std::sync::Arc;

pub(super) fn file(table: &DataTable) -> Result<Vec<u8>> {
    let fields = table.columns.iter().map(field).collect::<Result<Vec<TypePtr>>>()?;
    let schema = Type::group_type_builder(table.name).with_fields(fields).build()?;
    // The library's version would change the bytes of a table that did not change.
    let properties = WriterProperties::builder().set_created_by("adr".to_owned()).build();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
    if table.row_count > 0 {
        let mut group = writer.next_row_group()?;
        for column in &table.columns {
            if let Some(mut writer) = group.next_column()? {
                write(&column.values, &mut writer)?;
                writer.close()?;
            }
        }
        group.close()?;
    }
    writer.close()?;
    Ok(bytes)
}

fn field(column: &DataColumn) -> Result<TypePtr> {
    let (physical, logical) = match column.values {
        DataValues::Text(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        DataValues::Number(_) => (Physical::DOUBLE, None),
        DataValues::Integer(_) => (Physical::INT64, None),
        DataValues::Day(_) => (Physical::INT32, Some(LogicalType::Date)),
        DataValues::YesNo(_) => (Physical::BOOLEAN, None),
    };
    let field = Type::primitive_type_builder(column.name, physical).with_repetition(Repetition::OPTIONAL);
    Ok(Arc::new(field.with_logical_type(logical).build()?))
}

fn write(values: &DataValues, writer: &mut SerializedColumnWriter<'_>) -> Result<()> {
    match values {
        DataValues::Text(texts) => put::<ByteArrayType, _>(writer, texts, |text| ByteArray::from(text.as_str())),
        DataValues::Number(numbers) => put::<DoubleType, _>(writer, numbers, |number| *number),
        DataValues::Integer(numbers) => put::<Int64Type, _>(writer, numbers, |number| *number),
        DataValues::Day(days) => put::<Int32Type, _>(writer, days, |day| days_since_1970(*day)),
        DataValues::YesNo(answers) => put::<BoolType, _>(writer, answers, |answer| *answer),
    }
}

/// What is known goes as values; level 1 says that there is one, 0 that there is none.
fn put<T: DataType, V>(
    writer: &mut SerializedColumnWriter<'_>,
    values: &[Option<V>],
    convert: impl Fn(&V) -> T::T,
) -> Result<()> {
    let known: Vec<T::T> = values.iter().flatten().map(convert).collect();
    let levels: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    writer.typed::<T>().write_batch(&known, Some(&levels), None).map(drop)
}

fn days_since_1970(day: Date) -> i32 {
    // The difference of two dates is in days alone.
    (day - date(1970, 1, 1)).get_days()
}
