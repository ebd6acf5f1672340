//! The order of files, the number of threads and unrelated articles do not change what is read.

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::{self, Corpus};
use annals_model::Release;

use super::{File, datasets, every_file, files, release};

/// Publishes a release and returns its files.
fn published(release: &Release, folder: &Path) -> BTreeMap<String, Vec<u8>> {
    annals::publish(release, folder).unwrap();
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let file = |path: std::path::PathBuf| {
        (path.file_name().unwrap().to_string_lossy().into_owned(), std::fs::read(&path).unwrap())
    };
    entries.map(file).collect()
}

/// The items in a pseudo-random order that depends on the number.
fn shuffled<T: Clone>(items: &[T], number: usize) -> Vec<T> {
    let mut state = 0x9E37_79B9_u64.wrapping_mul(number as u64 + 1);
    let mut items = items.to_vec();
    for last in (1..items.len()).rev() {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        items.swap(last, usize::try_from(state >> 33).unwrap() % (last + 1));
    }
    items
}

#[test]
fn the_order_of_files_is_irrelevant() {
    let place = tempfile::tempdir().unwrap();
    let files = every_file();
    let expected = published(&release(&files), &place.path().join("expected"));
    assert_eq!(expected.len(), 24);
    for number in 0..4 {
        let other = published(&release(&shuffled(&files, number)), &place.path().join(number.to_string()));
        assert!(expected == other, "order {number} gives other bytes");
    }
}

#[test]
fn any_number_of_threads_gives_the_same() {
    let files = every_file();
    let expected = release(&files);
    for threads in [1, 2, 5] {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        assert!(pool.install(|| release(&files)) == expected, "{threads} threads");
    }
}

#[test]
fn reading_is_a_pure_function() {
    let files = every_file();
    let again = program::load();
    for (path, bytes) in &files {
        let (article, diagnostics) = program::article(path, bytes);
        let read_again = again.with_reader(|reader| reader.read_article(path, bytes));
        assert_eq!((&article, &diagnostics), (&read_again.0, &read_again.1));
        let Some(article) = article else { continue };
        let reading = program::read(&article);
        assert!(reading == program::read(&article), "{path}");
        assert!(reading == again.normalize(article).reading, "{path}, with knowledge loaded again");
    }
}

/// An article that shares no name, event or phrase with any other.
const UNRELATED: &str = "---\npublished: 1703-06-01\nlanguage: en\n---\n\nThe Weavers' Union of Querk was founded on 1 May \
                         1703. Rear Admiral Quirin Zwart said: “Wool is wool.” About 70 ships lay at anchor in 1702.\n";

#[test]
fn an_unrelated_article_changes_no_row() {
    for folder in ["raw", "tests/corpora/island-railway/raw", "tests/corpora/football-club/raw"] {
        let mut files = files(folder);
        let before = release(&files);
        files.push(("aaa-guild.md".to_owned(), UNRELATED.as_bytes().to_vec()));
        let after = release(&files);
        assert!(after.claims.len() > before.claims.len());
        for ((name, _, before), (_, _, after)) in datasets(&before).into_iter().zip(datasets(&after)) {
            for row in before {
                assert!(after.contains(&row), "{folder}: {name}: {row}");
            }
        }
    }
}

#[test]
fn articles_of_another_subject_change_no_identifier() {
    let mut corpora =
        [files("raw"), files("tests/corpora/island-railway/raw"), files("tests/corpora/football-club/raw")];
    for _ in 0..corpora.len() {
        corpora.rotate_left(1);
        let [one, others @ ..] = &corpora;
        let before = release(one);
        for other in others.iter().flatten() {
            let mut files: Vec<File> = one.clone();
            files.push(other.clone());
            let after = release(&files);
            for ((name, key, before), (_, _, after)) in datasets(&before).into_iter().zip(datasets(&after)) {
                for row in before {
                    let same = after.iter().find(|other| other[key] == row[key]);
                    let same = same.unwrap_or_else(|| panic!("{} takes {name} {} away", other.0, row[key]));
                    // A claim and its event do not depend on articles of another subject.
                    assert!(name != "claims" || *same == row, "{}: {row}", other.0);
                }
            }
        }
    }
}

#[test]
fn a_corpus_can_be_read_in_parts() {
    let files = every_file();
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice())).collect();
    let whole = program::files(&files);
    for file in files {
        let Corpus { articles, readings, .. } = program::files(&[file]);
        for (article, reading) in articles.iter().zip(&readings) {
            assert_eq!(reading.article_id, article.id);
            assert!(whole.readings.contains(reading), "{} is read otherwise by itself", article.id);
        }
    }
}
