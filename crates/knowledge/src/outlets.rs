//! `outlets.csv`: outlets, their owners, names and hosts.

use annals_edtf::Edtf;
use regex::Regex;
use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::error::KnowledgeError;
use crate::files::Files;
use crate::table;

const PATH: &str = "outlets.csv";

/// A publisher of articles: a newspaper, a news agency, a website.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// The key, which the metadata of articles refers to.
    pub key: String,
    /// The names, the usual one first. Credits and source tags use them.
    pub names: Vec<String>,
    /// The owner. Outlets of the same owner count as one source.
    pub owner: String,
    /// The BCP 47 tag of the language, if the outlet has only one.
    pub language: Option<String>,
    /// The hosts of its URLs, including their subdomains.
    pub hosts: Vec<String>,
    url_date: Option<Regex>,
}

impl Outlet {
    /// Returns the date in a URL of this outlet.
    #[must_use]
    pub fn date_in(&self, url: &str) -> Option<Edtf> {
        let captures = self.url_date.as_ref()?.captures(url)?;
        let text: Vec<&str> =
            ["year", "month", "day"].iter().map_while(|part| Some(captures.name(part)?.as_str())).collect();
        text.join("-").parse().ok()
    }
}

/// The outlets of `knowledge/outlets.csv`.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    outlets: Vec<Outlet>,
    keys: FxHashMap<String, usize>,
    names: FxHashMap<String, usize>,
    hosts: FxHashMap<String, usize>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Row {
    key: String,
    names: String,
    owner: String,
    language: String,
    hosts: String,
    url_date: String,
    #[serde(rename = "note")]
    _note: String,
}

impl Outlets {
    /// Loads `outlets.csv`.
    ///
    /// # Errors
    /// The file is missing or invalid.
    pub fn load(files: &Files) -> Result<Self, KnowledgeError> {
        let mut outlets = Self::default();
        for (line, row) in table::csv::<Row>(PATH, files.required(PATH)?)? {
            outlets.add(row).map_err(|message| KnowledgeError::at(PATH, line, 1, message))?;
        }
        Ok(outlets)
    }

    fn add(&mut self, row: Row) -> Result<(), String> {
        let index = self.outlets.len();
        let Row { key, owner, .. } = row;
        let lower = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if key.is_empty() || !key.chars().all(lower) {
            return Err(format!("found key `{key}`, expected lower-case letters, digits and hyphens"));
        }
        if owner.is_empty() {
            return Err(
                "the owner is empty, expected a name; an independent outlet is its own owner".to_owned()
            );
        }
        let names: Vec<String> = table::list(&row.names).map(str::to_owned).collect();
        let hosts: Vec<String> = table::list(&row.hosts).map(str::to_lowercase).collect();
        if names.is_empty() {
            return Err("found no names, expected at least one name".to_owned());
        }
        let url_date = (!row.url_date.is_empty()).then(|| date_pattern(&row.url_date)).transpose()?;
        once(&mut self.keys, &key, index)?;
        for name in &names {
            once(&mut self.names, &folded(name), index)?;
        }
        for host in &hosts {
            once(&mut self.hosts, host, index)?;
        }
        let language = Some(row.language).filter(|tag| !tag.is_empty());
        self.outlets.push(Outlet { key, names, owner, language, hosts, url_date });
        Ok(())
    }

    /// Returns all outlets in the order of the table.
    pub fn iter(&self) -> impl Iterator<Item = &Outlet> {
        self.outlets.iter()
    }

    /// Returns the outlet with this key.
    #[must_use]
    pub fn by_key(&self, key: &str) -> Option<&Outlet> {
        self.outlets.get(*self.keys.get(key)?)
    }

    /// Returns the outlet with this key or name, ignoring case.
    #[must_use]
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        let folded = folded(name);
        let index = self.names.get(&folded).or_else(|| self.keys.get(&folded))?;
        self.outlets.get(*index)
    }

    /// Returns the outlet of a URL.
    #[must_use]
    pub fn by_url(&self, url: &str) -> Option<&Outlet> {
        let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
        let host = rest.split(['/', '?', '#']).next()?.to_lowercase();
        let mut host = host.split(':').next()?;
        loop {
            if let Some(index) = self.hosts.get(host) {
                return self.outlets.get(*index);
            }
            host = host.split_once('.')?.1;
        }
    }
}

fn folded(name: &str) -> String {
    annals_text::words(name).join(" ")
}

fn once(table: &mut FxHashMap<String, usize>, key: &str, index: usize) -> Result<(), String> {
    match table.insert(key.to_owned(), index) {
        Some(other) if other != index => {
            Err(format!("`{key}` also belongs to another outlet, expected a unique value"))
        }
        _ => Ok(()),
    }
}

fn date_pattern(pattern: &str) -> Result<Regex, String> {
    let regex = Regex::new(pattern).map_err(|error| format!("expected a regular expression: {error}"))?;
    let names: Vec<&str> = regex.capture_names().flatten().collect();
    let known = names.iter().all(|name| ["year", "month", "day"].contains(name));
    if !known || !names.contains(&"year") {
        return Err("found other groups, expected groups `year` and, if the URL has them, `month` and `day`"
            .to_owned());
    }
    Ok(regex)
}

#[cfg(test)]
mod tests {
    use super::Outlets;
    use crate::{Files, KnowledgeError};

    const HEADER: &str = "key,names,owner,language,hosts,url_date,note\n";

    fn load(rows: &str) -> Result<Outlets, KnowledgeError> {
        Outlets::load(&Files::default().with("outlets.csv", &format!("{HEADER}{rows}")))
    }

    #[test]
    fn the_table_of_the_repository_loads() {
        Outlets::load(&Files::read("../../knowledge".as_ref()).unwrap()).unwrap();
    }

    #[test]
    fn outlets_are_found_by_key_name_and_url() {
        let row = r"gull,The Gull | GUL,coast,en,gull.example,/(?<year>\d{4})/(?<month>\d\d)/,";
        let outlets = load(row).unwrap();
        let gull = outlets.by_key("gull").unwrap();
        assert_eq!(outlets.by_name("the  gull").unwrap().key, "gull");
        assert_eq!(outlets.by_url("https://WWW.gull.example:80/a?b").unwrap().key, "gull");
        assert!(outlets.by_url("https://seagull.example/").is_none());
        let date = gull.date_in("https://gull.example/2004/05/rain.html").unwrap();
        assert_eq!(date.to_string(), "2004-05");
        assert_eq!(gull.date_in("https://gull.example/2004/13/rain.html"), None);
    }

    #[test]
    fn errors_have_their_line() {
        let twice = "gull,Gull,coast,,,,\ngull,Tern,coast,,,,\n";
        assert_eq!(
            load(twice).unwrap_err().to_string(),
            "knowledge/outlets.csv:3:1: `gull` also belongs to another outlet, expected a unique value"
        );
        assert!(load("gull,,coast,,,,\n").unwrap_err().to_string().contains("at least one name"));
        assert!(load("gull,Gull,coast,,,(?<d>x),\n").unwrap_err().to_string().contains("groups `year`"));
    }
}
