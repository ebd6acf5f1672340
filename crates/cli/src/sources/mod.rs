//! Traces rows to their quotes, and quotes to file, line and column.

mod article_files;
mod line_index;
mod rows;

pub(crate) use article_files::{ArticleFiles, Source, file_text};
pub(crate) use line_index::{LineIndex, Place};
pub(crate) use rows::{Row, RowIndex};
