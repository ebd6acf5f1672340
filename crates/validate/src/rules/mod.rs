//! The rules, one file each, in the order of their codes.
//!
//! A new rule is a new file and a line here; a test holds the file's name, its code and its
//! examples together.

use crate::rule::Rule;

mod comparisons;
mod diagnostics;
mod equations;
mod holders;
mod lapses;
mod posts;
mod revisions;
mod sayings;
mod sums;

macro_rules! registry {
    ($($file:ident)*) => {
        $(mod $file;)*
        static RULES: &[&Rule] = &[$(&$file::RULE),*];
    };
}

registry! {
    art001_article_without_publication_date
    art002_unreadable_file
    art003_bad_front_matter
    art004_duplicate_article_id
    art005_foreign_encoding
    art006_file_without_article
    art007_near_copy
    art008_article_in_unknown_language
    art009_article_read_in_part
    art010_copy_differs_from_original
    art011_new_text_changes_date
    art012_unreadable_member
    art013_article_received_twice
    art014_unseen_characters
    dat001_sources_disagree_on_date
    dat002_anniversary_arithmetic
    dat003_duration_does_not_fit
    dat004_impossible_calendar_date
    dat005_weekday_mismatch
    dat006_past_event_after_publication
    dat007_article_contradicts_itself
    dat008_constraints_cannot_all_hold
    dat009_filler_date
    dat010_counted_back_wrongly
    dat011_stated_age_does_not_fit
    dat012_ordinal_out_of_order
    dat013_death_before_birth
    dat014_dates_of_life_exchanged
    dat015_told_lengths_disagree
    ent001_possible_spelling_variant
    ent002_two_holders_of_one_office
    ent003_rank_falls
    ent004_sources_disagree_on_place
    ent005_sources_disagree_on_parties
    ent006_sources_disagree_on_office
    ent007_quotation_of_two_speakers
    ent008_quotation_in_several_wordings
    ent009_two_ranks_at_one_time
    ent010_terms_of_office_disagree
    num001_sources_disagree_on_number
    num002_parts_do_not_add_up
    num003_parts_add_up_roughly
    ref001_dangling_reference
    ref002_waiver_matches_nothing
    ref003_severity_of_unknown_rule
    ref004_one_sided_reference
    ref005_pin_matches_nothing
    sch001_record_violates_schema
    sch002_duplicate_key
}

/// All rules, by code.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::rules;
    use crate::rule::{Expected, Rule};

    #[test]
    fn every_file_is_a_rule_of_its_name() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let stems = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut stems: Vec<String> =
            stems.map(|path| path.file_stem().unwrap().to_str().unwrap().into()).collect();
        stems.retain(|stem| {
            stem.split('_').next().is_some_and(|code| code.ends_with(|c: char| c.is_ascii_digit()))
        });
        stems.sort();
        let named = |rule: &&Rule| format!("{}_{}", rule.code, rule.name).to_lowercase().replace('-', "_");
        assert_eq!(rules().iter().map(named).collect::<Vec<_>>(), stems);
    }

    #[test]
    fn examples_hold() {
        for rule in rules() {
            let (mut fires, mut passes) = (0, 0);
            for example in rule.examples {
                let messages: Vec<String> =
                    (example.case)().run(rule).into_iter().map(|finding| finding.message).collect();
                let context = format!("{}: {}\n{messages:#?}", rule.code, example.text);
                match example.expected {
                    Expected::Message(words) => {
                        assert_eq!(messages.len(), 1, "{context}");
                        assert!(messages[0].contains(words), "{context}");
                        fires += 1;
                    }
                    Expected::Silence => {
                        assert!(messages.is_empty(), "{context}");
                        passes += 1;
                    }
                }
            }
            assert!(fires > 0 && passes > 0, "{}: expected examples of both kinds", rule.code);
        }
    }

    #[test]
    fn messages_are_sentences() {
        for rule in rules() {
            for finding in rule.examples.iter().flat_map(|example| (example.case)().run(rule)) {
                assert!(finding.message.ends_with('.'), "{}", finding.message);
                assert!(!finding.message.contains(".."), "{}", finding.message);
            }
            for text in [rule.what, rule.why, rule.remedy] {
                assert!(text.ends_with('.') && !text.contains("  "), "{}: {text}", rule.code);
            }
        }
    }
}
