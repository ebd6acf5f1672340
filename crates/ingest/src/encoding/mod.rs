//! Decodes files so that every position in the text can be mapped to the bytes.

mod decoded;
mod double_byte;
mod text_file;
mod web_page;

pub(crate) use decoded::{DecodeError, Decoded};
pub(crate) use text_file::decode;
pub(crate) use web_page::decode_page;
