//! A function has at most 60 lines, from `fn` to its closing brace.
//!
//! `long_functions.txt` lists the functions that are still longer, each with its length. The list may only shrink.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use syn::visit::{self, Visit};

use crate::program::repository;

/// The longest that a function may be, in lines.
const LIMIT: usize = 60;

/// Functions over the limit, by `path name`, with their numbers of lines in the order of the file.
type Lengths = BTreeMap<String, Vec<usize>>;

/// Collects the functions of a file that are over the limit. Code that only tests use is skipped.
#[derive(Default)]
struct Collector {
    /// Names of the modules, types, traits and functions around the current item.
    around: Vec<String>,
    long: Vec<(String, usize)>,
}

impl Collector {
    fn function(
        &mut self,
        start: Span,
        name: &syn::Ident,
        body: &syn::Block,
        inside: impl FnOnce(&mut Self),
    ) {
        self.around.push(name.to_string());
        let lines = body.brace_token.span.close().end().line - start.start().line + 1;
        if lines > LIMIT {
            self.long.push((self.around.join("::"), lines));
        }
        inside(self);
        self.around.pop();
    }

    fn named(&mut self, name: String, inside: impl FnOnce(&mut Self)) {
        self.around.push(name);
        inside(self);
        self.around.pop();
    }
}

/// Whether an item is compiled for tests only.
fn is_test(attributes: &[syn::Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let condition = |list: &syn::MetaList| list.tokens.to_string() == "test";
        path.is_ident("test") || (path.is_ident("cfg") && attribute.meta.require_list().is_ok_and(condition))
    })
}

/// The name of the type that an `impl` block is for, without its generic arguments.
fn type_name(ty: &syn::Type) -> String {
    match ty {
        syn::Type::Path(path) => {
            path.path.segments.last().map_or_else(String::new, |segment| segment.ident.to_string())
        }
        syn::Type::Reference(reference) => type_name(&reference.elem),
        _ => "impl".to_owned(),
    }
}

impl<'ast> Visit<'ast> for Collector {
    fn visit_item_mod(&mut self, item: &'ast syn::ItemMod) {
        if !is_test(&item.attrs) {
            self.named(item.ident.to_string(), |this| visit::visit_item_mod(this, item));
        }
    }

    fn visit_item_impl(&mut self, item: &'ast syn::ItemImpl) {
        if !is_test(&item.attrs) {
            self.named(type_name(&item.self_ty), |this| visit::visit_item_impl(this, item));
        }
    }

    fn visit_item_trait(&mut self, item: &'ast syn::ItemTrait) {
        self.named(item.ident.to_string(), |this| visit::visit_item_trait(this, item));
    }

    fn visit_item_fn(&mut self, item: &'ast syn::ItemFn) {
        if !is_test(&item.attrs) {
            let (start, name) = (item.sig.fn_token.span, &item.sig.ident);
            self.function(start, name, &item.block, |this| visit::visit_item_fn(this, item));
        }
    }

    fn visit_impl_item_fn(&mut self, item: &'ast syn::ImplItemFn) {
        if !is_test(&item.attrs) {
            let (start, name) = (item.sig.fn_token.span, &item.sig.ident);
            self.function(start, name, &item.block, |this| visit::visit_impl_item_fn(this, item));
        }
    }

    fn visit_trait_item_fn(&mut self, item: &'ast syn::TraitItemFn) {
        if let Some(body) = &item.default {
            let (start, name) = (item.sig.fn_token.span, &item.sig.ident);
            self.function(start, name, body, |this| visit::visit_trait_item_fn(this, item));
        }
    }
}

/// The functions of a source file that are over the limit.
fn long_functions(text: &str) -> syn::Result<Vec<(String, usize)>> {
    let mut collector = Collector::default();
    collector.visit_file(&syn::parse_file(text)?);
    Ok(collector.long)
}

/// The Rust files below a folder, without modules of tests, sorted.
fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let is_for_tests = path.file_stem().is_some_and(|stem| stem == "tests");
        if is_for_tests {
            continue;
        }
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
}

/// The functions of the workspace's libraries and tools that are over the limit.
fn in_the_workspace() -> Lengths {
    let root = repository().canonicalize().unwrap();
    let mut files = Vec::new();
    for group in ["crates", "tools"] {
        for member in std::fs::read_dir(root.join(group)).unwrap() {
            let folder = member.unwrap().path().join("src");
            if folder.is_dir() {
                sources(&folder, &mut files);
            }
        }
    }
    let mut lengths = Lengths::new();
    for file in files {
        let text = std::fs::read_to_string(&file).unwrap();
        let found = long_functions(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
        let path = file.strip_prefix(&root).unwrap().to_string_lossy().replace('\\', "/");
        for (name, lines) in found {
            lengths.entry(format!("{path} {name}")).or_default().push(lines);
        }
    }
    lengths
}

/// The functions that may be over the limit. Lines that begin with `#` are comments.
fn exceptions() -> Lengths {
    let mut lengths = Lengths::new();
    let text = include_str!("long_functions.txt");
    for line in text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (function, lines) = line.rsplit_once(' ').expect("a line is `path function lines`");
        let lines = lines.parse().unwrap_or_else(|error| panic!("long_functions.txt: `{line}`: {error}"));
        lengths.entry(function.to_owned()).or_default().push(lines);
    }
    lengths
}

/// What the list and the code disagree about, one line each.
fn differences(found: &Lengths, listed: &Lengths) -> Vec<String> {
    let mut wrong = Vec::new();
    for (function, lines) in found {
        match listed.get(function) {
            None => {
                wrong.push(format!("too long: {function} has {lines:?} lines, at most {LIMIT} are allowed"))
            }
            Some(before) if before.len() != lines.len() => {
                wrong.push(format!("changed: {function} has {lines:?} lines, listed are {before:?}"));
            }
            Some(before) if lines.iter().zip(before).any(|(lines, before)| lines > before) => {
                wrong.push(format!("grown: {function} has {lines:?} lines, listed are {before:?}"));
            }
            Some(_) => {}
        }
    }
    for (function, before) in listed.iter().filter(|(function, _)| !found.contains_key(*function)) {
        wrong.push(format!(
            "split or gone: {function}, listed with {before:?} lines: remove it from the list"
        ));
    }
    wrong
}

#[test]
fn functions_are_short_or_listed() {
    let found = in_the_workspace();
    let wrong = differences(&found, &exceptions());
    let mut list = String::new();
    for (function, lengths) in &found {
        for lines in lengths {
            writeln!(list, "{function} {lines}").unwrap();
        }
    }
    assert!(
        wrong.is_empty(),
        "a function has at most {LIMIT} lines, from `fn` to its closing brace; split it into named steps.\n{}\n\n\
         tests/it/long_functions.txt may only shrink. If it has to be written anew, these are its lines:\n{list}",
        wrong.join("\n")
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A function of this many lines.
    fn function(name: &str, lines: usize) -> String {
        format!("fn {name}() {{\n{}}}\n", "    step();\n".repeat(lines - 2))
    }

    #[test]
    fn lines_are_counted_from_fn_to_the_closing_brace() {
        let text = format!("/// A comment.\n#[must_use]\npub {}", function("a", LIMIT + 1));
        assert_eq!(long_functions(&text).unwrap(), [("a".to_owned(), LIMIT + 1)]);
        assert!(long_functions(&function("a", LIMIT)).unwrap().is_empty());
    }

    #[test]
    fn functions_are_named_by_what_is_around_them() {
        let (inner, method) = (function("inner", 70), function("method", 80));
        let text = format!("mod m {{ fn outer() {{ {inner} }}\nimpl<T> Trait for &Type<T> {{ {method} }} }}");
        let names: Vec<String> = long_functions(&text).unwrap().into_iter().map(|(name, _)| name).collect();
        assert_eq!(names, ["m::outer", "m::outer::inner", "m::Type::method"]);
    }

    #[test]
    fn tests_may_be_long() {
        let test = format!("#[test] {}", function("a", 90));
        let module = format!("#[cfg(test)] mod tests {{ {} }}", function("b", 90));
        assert!(long_functions(&format!("{test}{module}")).unwrap().is_empty());
    }

    #[test]
    fn the_list_may_only_shrink() {
        let lengths = |rows: &[(&str, usize)]| -> Lengths {
            rows.iter().map(|(name, lines)| ((*name).to_owned(), vec![*lines])).collect()
        };
        let listed = lengths(&[("a", 70), ("b", 80)]);
        assert!(differences(&lengths(&[("a", 70), ("b", 75)]), &listed).is_empty());
        for wrong in [
            lengths(&[("a", 71), ("b", 80)]),
            lengths(&[("a", 70)]),
            lengths(&[("a", 70), ("b", 80), ("c", 61)]),
        ] {
            assert_eq!(differences(&wrong, &listed).len(), 1, "{wrong:?}");
        }
    }
}
