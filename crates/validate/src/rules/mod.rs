//! The rules, one file each, in the order of their codes.
//!
//! To add a rule, add its file and a line in both lists below.

use crate::rule::Rule;

mod art001_article_without_publication_date;
mod art002_unreadable_file;
mod art003_invalid_front_matter;
mod art004_duplicate_article_id;
mod art005_encoding_not_utf8;
mod art006_file_without_article;
mod art007_near_duplicate;
mod art008_unsupported_language;
mod art009_partly_supported_language;
mod art010_near_duplicate_differs;
mod art011_new_version_changes_date;
mod art012_unreadable_member;
mod art013_exact_duplicate;
mod art014_invisible_characters;
mod dat001_sources_disagree_on_date;
mod dat002_anniversary_does_not_fit;
mod dat003_duration_does_not_fit;
mod dat004_impossible_calendar_date;
mod dat005_weekday_does_not_fit;
mod dat006_past_event_after_publication;
mod dat007_article_contradicts_itself;
mod dat008_contradictory_timeline;
mod dat009_placeholder_date;
mod dat010_elapsed_time_does_not_fit;
mod dat011_stated_age_does_not_fit;
mod dat012_ordinal_out_of_order;
mod dat013_death_before_birth;
mod dat014_exchanged_life_dates;
mod dat015_stated_durations_disagree;
mod ent001_possible_spelling_variant;
mod ent002_two_holders_of_one_office;
mod ent003_rank_decreases;
mod ent004_sources_disagree_on_place;
mod ent005_sources_disagree_on_participants;
mod ent006_sources_disagree_on_office_holder;
mod ent007_quotation_with_two_speakers;
mod ent008_quotation_in_several_wordings;
mod ent009_two_ranks_at_one_time;
mod ent010_terms_of_office_disagree;
mod num001_sources_disagree_on_number;
mod num002_parts_do_not_add_up;
mod num003_parts_add_up_roughly;
mod ref001_dangling_reference;
mod ref002_unused_waiver;
mod ref003_ineffective_severity;
mod ref004_one_sided_reference;
mod ref005_unused_pin;
mod sch001_record_violates_schema;
mod sch002_duplicate_key;

static RULES: &[&Rule] = &[
    &art001_article_without_publication_date::RULE,
    &art002_unreadable_file::RULE,
    &art003_invalid_front_matter::RULE,
    &art004_duplicate_article_id::RULE,
    &art005_encoding_not_utf8::RULE,
    &art006_file_without_article::RULE,
    &art007_near_duplicate::RULE,
    &art008_unsupported_language::RULE,
    &art009_partly_supported_language::RULE,
    &art010_near_duplicate_differs::RULE,
    &art011_new_version_changes_date::RULE,
    &art012_unreadable_member::RULE,
    &art013_exact_duplicate::RULE,
    &art014_invisible_characters::RULE,
    &dat001_sources_disagree_on_date::RULE,
    &dat002_anniversary_does_not_fit::RULE,
    &dat003_duration_does_not_fit::RULE,
    &dat004_impossible_calendar_date::RULE,
    &dat005_weekday_does_not_fit::RULE,
    &dat006_past_event_after_publication::RULE,
    &dat007_article_contradicts_itself::RULE,
    &dat008_contradictory_timeline::RULE,
    &dat009_placeholder_date::RULE,
    &dat010_elapsed_time_does_not_fit::RULE,
    &dat011_stated_age_does_not_fit::RULE,
    &dat012_ordinal_out_of_order::RULE,
    &dat013_death_before_birth::RULE,
    &dat014_exchanged_life_dates::RULE,
    &dat015_stated_durations_disagree::RULE,
    &ent001_possible_spelling_variant::RULE,
    &ent002_two_holders_of_one_office::RULE,
    &ent003_rank_decreases::RULE,
    &ent004_sources_disagree_on_place::RULE,
    &ent005_sources_disagree_on_participants::RULE,
    &ent006_sources_disagree_on_office_holder::RULE,
    &ent007_quotation_with_two_speakers::RULE,
    &ent008_quotation_in_several_wordings::RULE,
    &ent009_two_ranks_at_one_time::RULE,
    &ent010_terms_of_office_disagree::RULE,
    &num001_sources_disagree_on_number::RULE,
    &num002_parts_do_not_add_up::RULE,
    &num003_parts_add_up_roughly::RULE,
    &ref001_dangling_reference::RULE,
    &ref002_unused_waiver::RULE,
    &ref003_ineffective_severity::RULE,
    &ref004_one_sided_reference::RULE,
    &ref005_unused_pin::RULE,
    &sch001_record_violates_schema::RULE,
    &sch002_duplicate_key::RULE,
];

/// Returns all rules, in the order of their codes.
#[must_use]
pub fn rules() -> &'static [&'static Rule] {
    RULES
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::rules;
    use crate::rule::Rule;

    #[test]
    fn every_file_is_the_rule_of_its_name() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
        let stems = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        let mut stems: Vec<String> =
            stems.map(|path| path.file_stem().unwrap().to_str().unwrap().into()).collect();
        stems.retain(|stem| stem != "mod");
        stems.sort();
        let named = |rule: &&Rule| format!("{}_{}", rule.code, rule.name).to_lowercase().replace('-', "_");
        assert_eq!(rules().iter().map(named).collect::<Vec<_>>(), stems);
    }
}
