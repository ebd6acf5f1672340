//! Segmentation of plain text and Markdown.

#![allow(clippy::unwrap_used, reason = "tests may panic")]

mod support;

use support::segments;

#[test]
fn a_news_text_is_segmented() {
    let text = "\
Mill on the Aar burns down

Brook Mill, which had ground the valley's grain since 1931, burned down on Monday, its owner said.

Owner Ann Lee (L) speaks to farmers at the mill in May, 1931. (Photo: BRN)
Owner Ann Lee (L) speaks to farmers at the mill in May, 1931. (Photo: BRN)

tt.jpg
Farmers at the gate of the mill on Tuesday (Photo: BRN)

She said she would build it up again./.

BRN
Back to top";
    assert_eq!(
        segments(text),
        [
            "Title: Mill on the Aar burns down",
            "Prose: Brook Mill, which had ground the valley's grain since 1931, burned down on Monday, its owner said.",
            "Caption: Owner Ann Lee (L) speaks to farmers at the mill in May, 1931.",
            "Credit: (Photo: BRN)",
            "Caption again: Owner Ann Lee (L) speaks to farmers at the mill in May, 1931.",
            "Credit: (Photo: BRN)",
            "FileName: tt.jpg",
            "Caption: Farmers at the gate of the mill on Tuesday",
            "Credit: (Photo: BRN)",
            "Prose: She said she would build it up again.",
            "SourceTag: /.",
            "SourceTag: BRN",
            "Furniture: Back to top",
        ]
    );
}

#[test]
fn a_title_is_optional() {
    let text = "\
Miller Ann Lee welcoming Bo Chu (right) to the mill in May, 1931

The visit of Bo Chu was to end on Monday, but it rained and the bridge was closed.

Ann Lee and Bo Chu in a joint photo taken in May 1931

They met again in June.

Translated by Cy Fox";
    assert_eq!(
        segments(text),
        [
            "Caption: Miller Ann Lee welcoming Bo Chu (right) to the mill in May, 1931",
            "Prose: The visit of Bo Chu was to end on Monday, but it rained and the bridge was closed.",
            "Caption: Ann Lee and Bo Chu in a joint photo taken in May 1931",
            "Prose: They met again in June.",
            "Translator: Translated by Cy Fox",
        ]
    );
}

#[test]
fn paragraphs_without_blank_lines_are_recognised_by_their_length() {
    let long = "which had been the largest of the valley and the pride of three generations of millers";
    let text = format!(
        "At the same time, the flood took the bridge, {long}, and the road.\n\
         Farmers rebuild the road\n\
         The council met on Tuesday and voted for a new bridge, {long}, of stone.\n\
         |\n|\n\
         Farmers carry stones. |\n\
         leftcenterrightdel\n\
         Farmers at the quarry in 1931\n\
         Nobody was hurt, {long}, and said so.\n\
         Said the mayor :\n\
         We shall build ( and soon .\n\
         ) It rained."
    );
    let found = segments(&text);
    let kinds: Vec<&str> = found.iter().map(|line| line.split(':').next().unwrap()).collect();
    assert_eq!(
        kinds,
        [
            "Prose",
            "Heading",
            "Prose",
            "Table",
            "Caption",
            "Table",
            "Furniture",
            "Caption",
            "Prose",
            "Prose",
            "Prose",
        ]
    );
    assert_eq!(found[4], "Caption: Farmers carry stones.");
    assert_eq!(found[10], "Prose: We shall build ( and soon . ) It rained.");
}

const WRAPPED: [&str; 9] = [
    "The mill by the river was built of a grey stone that",
    "came down from the hills on barges, and it stood for",
    "a hundred years. Many a farmer brought his grain and",
    "waited for his turn in the yard, where there was ale.",
    "Then the river rose and took the wheel and the bridge",
    "and all that stood on it.",
    "The council met in May of that year. It did not want",
    "to wait for the water to fall, and sent a letter to",
    "the king, who read it at breakfast and laughed.",
];

#[test]
fn wrapped_lines_are_joined() {
    let paragraphs = [WRAPPED[..6].join("\n"), WRAPPED[6..].join("\n")];
    let found = segments(&format!("The mill\n\n{}", paragraphs.join("\n\n")));
    assert_eq!(found.len(), 3, "{found:#?}");
    assert!(found[1].ends_with("all that stood on it.") && found[2].starts_with("Prose: The council met"));
}

#[test]
fn wrapped_lines_are_joined_across_the_blank_lines_of_double_spacing() {
    let found = segments(&WRAPPED.join("\n\n"));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].ends_with("all that stood on it.") && found[1].starts_with("Prose: The council met"));
    let capitals = support::article(&WRAPPED.join("\n\n").to_uppercase());
    assert_eq!(capitals.segments.len(), 3);
}

#[test]
fn markdown_is_recognised() {
    let text = "\
# The mill

It was built in 1931.

Its hands
---------

- Ann Lee
- Bo Chu,
  who came later
* * *
1. It burned.
2. It was built again.

> It rained.

| year | fire |
|------|------|
| 1931 | none |

![the mill](mill.png)
The mill at noon
";
    assert_eq!(
        segments(text),
        [
            "Title: The mill",
            "Prose: It was built in 1931.",
            "Heading: Its hands",
            "Furniture: ---------",
            "Item: Ann Lee",
            "Item: Bo Chu, who came later",
            "Furniture: * * *",
            "Item: It burned.",
            "Item: It was built again.",
            "Prose: It rained.",
            "Table: | year | fire | |------|------| | 1931 | none |",
            "FileName: ![the mill](mill.png)",
            "Caption: The mill at noon",
        ]
    );
}

#[test]
fn fields_and_fragments_are_not_headings() {
    let fields = "Area: 12 fields\n\nRiver: one, with a mill\n\nMills: one (burned)\n\nBridges: none";
    assert!(segments(fields).iter().all(|line| line.starts_with("Prose")));
    let years =
        "1931 – the mill is built\n1954 – the mill burns\n1955 – the mill is built again\n1960 – the end";
    let found = segments(&format!("It was a mill.\n{years}\nIt rained."));
    assert!(found.iter().all(|line| line.starts_with("Prose")), "{found:#?}");
}

#[test]
fn footnotes_urls_and_remains_are_not_prose() {
    let text = "It rained.[1]\n\nSee also\n\n-   Rain\n\n[1]\n\n[2] Lee, Ann (1931). Rain.\n\nhttps://rain.example/\n\n\
        Category: Rain";
    assert_eq!(
        segments(text),
        [
            "Prose: It rained.[1]",
            "Heading: See also",
            "Item: Rain",
            "Furniture: [1]",
            "Furniture: [2] Lee, Ann (1931). Rain.",
            "Furniture: https://rain.example/",
            "Furniture: Category: Rain",
        ]
    );
}
