#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod context;
mod dataset_check;
mod draft;
mod example_case;
mod example_rows;
mod examples;
mod explain;
mod input;
mod rule;
mod rules;
mod rules_page;
mod schema;
mod source_check;
mod support;

pub use dataset_check::check_datasets;
pub use explain::explain;
pub use input::Input;
pub use rule::Rule;
pub use rules::rules;
pub use rules_page::rules_page;
pub use source_check::check_sources;
