/* SPDX-License-Identifier: Apache-2.0 */
/* What pages say of their articles: headline, byline, dates, outlet. */
#include <stdio.h>

#include "read/bytes/json_repair.h"
#include "read/parts/bylines.h"
#include "read_fixture.h"

#define BODY                                                                                       \
    "<p>The river rose by two metres in the night, the town said, and the lower streets were "     \
    "closed to all but those who live there.</p><p>Schools will stay shut until Friday, and the "  \
    "bridge is open to one lane, said the mayor of the town on Tuesday.</p>"

#define BODY_TEXT                                                                                  \
    "The river rose by two metres in the night, the town said, and the lower streets were closed " \
    "to all but those who live there, until the water falls again on Friday or later."

static ro_article *read_page(void **state, const char *head, const char *body) {
    char page[8192];
    snprintf(page, sizeof page, "<!DOCTYPE html><html><head>%s</head><body>%s</body></html>", head,
             body);
    return read_text(state, page);
}

/* Names joined by "; ". */
static void assert_names(const char *const *names, uint32_t count, const char *expected) {
    char joined[600] = "";
    for (uint32_t i = 0; i < count; i++) {
        if (i) strcat(joined, "; ");
        strcat(joined, names[i]);
    }
    assert_string_equal(joined, expected);
}

/* Each of the marks of a day by itself, and what has none. */
static void marked_elements_tell_the_days(void **state) {
    static const struct {
        const char *element;
        unsigned published, modified; /* day of June, 0 where it is not told */
    } marks[] = {
        {"<span itemprop=datePublished content=2024-06-02>x</span>", 2, 0},
        {"<span property=\"schema:datePublished\" content=2024-06-02>x</span>", 2, 0},
        {"<span itemprop=dateCreated content=2024-06-03>x</span>", 3, 0},
        {"<time pubdate datetime=2024-06-04>x</time>", 4, 0},
        {"<span itemprop=dateModified title=2024-06-05>x</span>", 0, 5},
        {"<b itemprop=datePublished data-date=2024-06-06>x</b>", 6, 0},
        {"<b itemprop=datePublished>7 June 2024</b>", 7, 0},
        {"<b itemprop=dateModified data-datetime=2024-06-08>x</b>"
         "<b itemprop=datePublished data-published=2024-06-07>x</b>",
         7, 8},
        {"<section class=comments><b itemprop=datePublished content=2024-06-07>x</b></section>", 0,
         0},
        {"<span content=2024-06-09>x</span>", 0, 0},
        {"<span pubdate content=2024-06-09>x</span>", 0, 0}};
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
        char body[2048];
        snprintf(body, sizeof body, "<article><h1>River rises</h1>" BODY "</article>%s",
                 marks[i].element);
        ro_article *article = read_page(state, "<title>River rises</title>", body);
        const ro_metadata *meta = &article->meta;
        if (meta->published.date.day != marks[i].published) print_error("%s\n", marks[i].element);
        assert_int_equal(meta->published.date.day, marks[i].published);
        assert_int_equal(meta->modified.date.day, marks[i].modified);
        ro_article_free(article);
    }
}

#define LONG_HEAD                                                                                  \
    "River rises by two metres in the night and the lower streets are closed to all but those "    \
    "who live there, town says"

/* What stands behind a mark is cut where it is short, or is the outlet. */
static void names_of_outlets_are_cut_from_titles(void **state) {
    static const struct {
        const char *title, *outlet, *headline;
    } titles[] = {
        {"River rises in the night again | Post", NULL, "River rises in the night again"},
        {"River rises in the night again \xE2\x80\x94 Post", NULL,
         "River rises in the night again"},
        {"River rises in the night again - Post", NULL, "River rises in the night again - Post"},
        {"River rises in the night again - Post", "Post", "River rises in the night again"},
        {"River rises - The Daily Example", "The Daily Example", "River rises"},
        {"River rises | In the valley", NULL, "River rises | In the valley"},
        {LONG_HEAD " | Forty letters are in this tail, not more", NULL,
         LONG_HEAD " | Forty letters are in this tail, not more"},
        {LONG_HEAD " | Thirty-nine letters are in this tail or", NULL, LONG_HEAD}};
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++) {
        char head[512];
        snprintf(head, sizeof head, "<title>%s</title>%s%s%s", titles[i].title,
                 titles[i].outlet ? "<meta property=og:site_name content=\"" : "",
                 titles[i].outlet ? titles[i].outlet : "", titles[i].outlet ? "\">" : "");
        ro_article *article = read_page(state, head, BODY);
        assert_string_equal(article->meta.title, titles[i].headline);
        ro_article_free(article);
    }
}

typedef struct byline_case {
    const char *text;
    ro_byline_kind kind;
    const char *people, *stated;
} byline_case;

static const byline_case bylines[] = {
    {"By Jane Doe", RO_BYLINE_TEXT, "Jane Doe", "Jane Doe"},
    {"Von Anna Kern und Jan Weiß", RO_BYLINE_TEXT, "Anna Kern; Jan Weiß", "Anna Kern; Jan Weiß"},
    {"Par Luc Morin et Zoé Petit", RO_BYLINE_TEXT, "Luc Morin; Zoé Petit", "Luc Morin; Zoé Petit"},
    {"Por Ana Ruiz y Luis Ortega y Gasset", RO_BYLINE_TEXT, "Ana Ruiz; Luis Ortega y Gasset",
     "Ana Ruiz; Luis Ortega y Gasset"},
    {"Di Ugo Verdi e Ada Neri", RO_BYLINE_TEXT, "Ugo Verdi; Ada Neri", "Ugo Verdi; Ada Neri"},
    {"Door Piet de Vries en Els Bakker", RO_BYLINE_TEXT, "Piet de Vries; Els Bakker",
     "Piet de Vries; Els Bakker"},
    {"Av Kari Moe og Ola Lie", RO_BYLINE_TEXT, "Kari Moe; Ola Lie", "Kari Moe; Ola Lie"},
    {"Text: Anna Kern", RO_BYLINE_TEXT, "Anna Kern", "Anna Kern"},
    {"By JANE DOE and SEAN O'DELL-MCKAY", RO_BYLINE_TEXT, "Jane Doe; Sean O'Dell-Mckay",
     "Jane Doe; Sean O'Dell-Mckay"},
    {"By Jane Doe, Staff Writer", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe"},
    {"Staff Writer Jane Doe", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe"},
    {"Online-Redakteurin Anna Kern", RO_BYLINE_MARKED, "Anna Kern", "Anna Kern"},
    {"Jane Doe, MD, PhD", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe"},
    {"By Jane Doe for The Example", RO_BYLINE_TEXT, "Jane Doe", "Jane Doe"},
    {"By Jane Doe in Paris and Bo Li in Lima", RO_BYLINE_TEXT, "Jane Doe", "Jane Doe"},
    {"Jane Doe, Reuters", RO_BYLINE_TEXT, "Jane Doe", "Jane Doe; Reuters"},
    {"Jane Doe (dpa)", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe; dpa"},
    {"dpa/AFP", RO_BYLINE_MARKED, "", "dpa; AFP"},
    {"Doe, Jane", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe"},
    {"jane doe", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe"},
    {"Kathrin", RO_BYLINE_SHOWN, "Kathrin", "Kathrin"},
    {"The Example", RO_BYLINE_MARKED, "", "The Example"},
    {"Example Newsroom Team", RO_BYLINE_SHOWN, "", "Example Newsroom Team"},
    {"Jane Doe | Example Gear Team", RO_BYLINE_MARKED, "Jane Doe", "Jane Doe; Example Gear Team"},
    {"Anna Kern Updated March 3, 2023", RO_BYLINE_SHOWN, "Anna Kern", "Anna Kern"},
    {"（記者：山田太郎、鈴木花子）", RO_BYLINE_TEXT, "山田太郎; 鈴木花子", "山田太郎; 鈴木花子"},
    /* Nobody */
    {"View all posts by admin", RO_BYLINE_SHOWN, "", ""},
    {"Email the author", RO_BYLINE_SHOWN, "", ""},
    {"https://social.example/jane.doe", RO_BYLINE_MARKED, "", ""},
    {"@janedoe", RO_BYLINE_MARKED, "", ""},
    {"By the river they sat", RO_BYLINE_TEXT, "", ""},
    {"", RO_BYLINE_MARKED, "", ""},
    {"by", RO_BYLINE_SHOWN, "", ""},
};

static void bylines_name_people(void **state) {
    for (size_t i = 0; i < sizeof bylines / sizeof *bylines; i++) {
        ro_arena arena = RO_ARENA_INIT;
        ro_byline byline = {0};
        ro_byline_read(*state, &arena, "The Example", ro_str_of(bylines[i].text), bylines[i].kind,
                       &byline);
        assert_names(byline.people.items, byline.people.count, bylines[i].people);
        assert_names(byline.stated.items, byline.stated.count, bylines[i].stated);
        ro_arena_free(&arena);
    }
}

static void damaged_json_is_repaired(void **state) {
    static const char *const cases[][2] = {
        {"{\"a\": 1,}", "{\"a\": 1}"},
        {"[1, 2, ]", "[1, 2]"},
        {"/* by hand */ {\"a\": /* one */ 1 // two\n}", "{\"a\":  1}"},
        {"<!-- {\"a\": \"x\ny\"} -->", "{\"a\": \"x y\"}"},
        {"{\"a\": {\"b\": [\"c", "{\"a\": {\"b\": [\"c\"]}}"},
        {"{\"a\": \"it\\'s // no <!-- comment\"}", "{\"a\": \"it's // no <!-- comment\"}"},
        {"x = {\"a\": 1}; more", "{\"a\": 1}"},
    };
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        ro_arena arena = RO_ARENA_INIT;
        size_t size = 0;
        const char *out = ro_json_repair(&arena, ro_str_of(cases[i][0]), &size);
        assert_non_null(out);
        assert_int_equal(size, strlen(cases[i][1]));
        assert_memory_equal(out, cases[i][1], size);
        ro_arena_free(&arena);
    }
    ro_arena arena = RO_ARENA_INIT;
    size_t size;
    assert_null(ro_json_repair(&arena, RO_STR("no brackets"), &size));
    ro_arena_free(&arena);
}

static void linked_data_with_references_and_damage(void **state) {
    ro_article *article = read_page(
        state,
        "<title>River rises | The Example</title>"
        "<script type=\"application/ld+json\">{\"@graph\": ["
        "{\"@type\": \"NewsArticle\", \"headline\": \"River &amp;quot;rises&#034;\","
        " \"datePublished\": \"2023-06-19T08:30:00+02:00\", \"articleSection\": [\"Region\"],"
        " \"author\": [{\"@id\": \"#jane\"}, {\"@type\": \"Organization\", \"name\": \"dpa\"}],"
        " \"publisher\": {\"@id\": \"#outlet\"},},]}</script>"
        "<script type=\"application/ld+json\">[{\"@type\": \"Person\", \"@id\": \"#jane\","
        " \"name\": \"Jane Doe\"}, {\"@type\": \"Organization\", \"@id\": \"#outlet\","
        " \"name\": \"The Example\"}]</script>",
        "<h1>River rises</h1>" BODY);
    const ro_metadata *meta = &article->meta;
    assert_string_equal(meta->outlet, "The Example");
    assert_string_equal(meta->title, "River rises");
    assert_null(meta->other_title); /* marks alone differ */
    assert_string_equal(meta->section, "Region");
    assert_names(meta->authors, meta->author_count, "Jane Doe");
    assert_names(meta->byline, meta->byline_count, "Jane Doe; dpa");
    assert_names(meta->agencies, meta->agency_count, "Deutsche Presse-Agentur");
    assert_string_equal(meta->published.from, "json-ld");
    ro_article_free(article);
}

#define SHARED(title) "<title>" title "</title><meta property=\"og:title\" content=\"" title "\">"
#define SITE(name)    "<meta property=\"og:site_name\" content=\"" name "\">"
#define LINKED(title)                                                                              \
    "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\", \"headline\": \"" title     \
    "\"}</script>"

static void most_places_decide_the_headline(void **state) {
    ro_article *article =
        read_page(state,
                  "<title>River rises again in the north - The Example</title>"
                  "<meta property=\"og:site_name\" content=\"The Example\">"
                  "<meta property=\"og:title\" content=\"You will not believe this river\">"
                  "<script type=\"application/ld+json\">{\"@type\": \"NewsArticle\","
                  " \"headline\": \"River rises again in the north\"}</script>",
                  "<h1>River rises again in the north</h1>" BODY);
    assert_string_equal(article->meta.title, "River rises again in the north");
    assert_string_equal(article->meta.other_title, "You will not believe this river");
    ro_article_free(article);
}

/* What readers see is whole, and may have a kicker, the outlet behind it, or words that
 * nothing else has. */
static void headings_are_weighed(void **state) {
    static const struct {
        const char *head, *heading, *headline, *other;
    } pages[] = {
        /* Behind a mark, but everywhere */
        {SHARED("River rises again in the north of the county \xE2\x80\x93 what we know"),
         "River rises again in the north of the county \xE2\x80\x93 what we know",
         "River rises again in the north of the county \xE2\x80\x93 what we know", NULL},
        {SHARED("River rises again in the north of the county \xE2\x80\x93 what we know"),
         "River rises again in the north of the county",
         "River rises again in the north of the county", NULL},
        /* The outlet */
        {SHARED("River rises again | Post") SITE("Post"), "River rises again | Post",
         "River rises again", NULL},
        /* A kicker */
        {SHARED("River rises again"), "Floods: River rises again", "River rises again",
         "Floods: River rises again"},
        {SHARED("River rises again"), "Floods : River rises again", "River rises again",
         "Floods : River rises again"},
        {SHARED("River rises again"), "<b>In the north</b> River rises again", "River rises again",
         "In the north River rises again"},
        {SHARED("river rises again"), "The river rises again", "The river rises again",
         "river rises again"},
        {SHARED("River rises again"), "\"No sleep\": River rises again",
         "\"No sleep\": River rises again", "River rises again"},
        /* Cut by a program */
        {SHARED("River rises again in the north of\xE2\x80\xA6")
             LINKED("River rises again in the north of..."),
         "River rises again in the north of the county",
         "River rises again in the north of the county", "River rises again in the north of..."},
        /* A lone heading, in other words, and one that is the site's */
        {"<title>The river: why towns in the north flood</title>",
         "Why the water comes again and again to northern towns: the river",
         "Why the water comes again and again to northern towns: the river",
         "The river: why towns in the north flood"},
        {"<title>Why northern towns flood so often in spring - News from the north</title>",
         "News from the north", "Why northern towns flood so often in spring - News from the north",
         NULL},
        {"<title>Why northern towns flood</title>", "Our pages", "Why northern towns flood", NULL}};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        char body[2000];
        snprintf(body, sizeof body, "<h1>%s</h1>%s", pages[i].heading, BODY);
        ro_article *article = read_page(state, pages[i].head, body);
        assert_string_equal(article->meta.title, pages[i].headline);
        if (pages[i].other) assert_string_equal(article->meta.other_title, pages[i].other);
        ro_article_free(article);
    }
    /* As a part of the text it is the title, kicker and all. */
    ro_article *article =
        read_page(state, SHARED("River rises again"), "<h1>Floods: River rises again</h1>" BODY);
    assert_part(article, 0, RO_PART_TITLE, "Floods: River rises again");
    ro_article_free(article);
}

typedef struct author_case {
    const char *head, *body, *byline;
} author_case;

static const author_case author_cases[] = {
    /* Microdata */
    {"",
     "<h1>River</h1><span itemprop=\"author\" itemscope><span itemprop=\"name\">Jane Doe</span>"
     " <a href=\"/x\">Email the author</a></span>" BODY,
     "Jane Doe"},
    /* RDFa */
    {"", "<h1>River</h1><span property=\"schema:author\">Jane Doe</span>" BODY, "Jane Doe"},
    /* hAtom */
    {"", "<h1>River</h1><p class=\"byline author vcard\">by <a class=\"fn\">Jane Doe</a></p>" BODY,
     "Jane Doe"},
    {"", "<h1>River</h1><a rel=\"nofollow author\" href=\"/a/1\">Jane Doe</a>" BODY, "Jane Doe"},
    {"",
     "<h1>River</h1><a href=\"/author/jane-doe\">Jane Doe</a> <a href=\"/author/bo-li\">Bo"
     " Li</a>" BODY,
     "Jane Doe; Bo Li"},
    {"<meta name=\"parsely-author\" content=\"Jane Doe\">", "<h1>River</h1>" BODY, "Jane Doe"},
    {"<meta name=\"sailthru.author\" content=\"Jane Doe\">", "<h1>River</h1>" BODY, "Jane Doe"},
    {"<meta name=\"DC.creator\" content=\"Doe, Jane\">", "<h1>River</h1>" BODY, "Jane Doe"},
    {"<meta name=\"citation_author\" content=\"Jane Doe\"><meta name=\"citation_author\""
     " content=\"Bo Li\">",
     "<h1>River</h1>" BODY, "Jane Doe; Bo Li"},
    /* The outlet is no author where somebody is. */
    {"<meta property=\"og:site_name\" content=\"The Example\"><meta name=\"author\""
     " content=\"The Example\">",
     "<h1>River</h1><p>Autorin: Anna Kern</p>" BODY, "Anna Kern"},
    {"", "<h1>River</h1><h5>Author:</h5><div>Jane Doe</div>" BODY, "Jane Doe"},
    {"<meta name=\"twitter:label1\" content=\"Written by\"><meta name=\"twitter:data1\""
     " content=\"Jane Doe\"><meta name=\"twitter:label2\" content=\"Reading time\">"
     "<meta name=\"twitter:data2\" content=\"Three Minutes\">",
     "<h1>River</h1>" BODY, "Jane Doe"},
    {"", "<h1>River</h1><ul><li><b>Autorin/Autor</b> Jane Doe</li></ul>" BODY, "Jane Doe"},
    /* Behind the line with the name: what she is, the day, a biography. */
    {"",
     "<h1>River</h1><div class=author><div>JD</div><div>Jane Doe</div><div>Content Marketing"
     " Coordinator</div><div>June 3, 2023</div></div>" BODY,
     "Jane Doe"},
    {"",
     "<h1>River</h1><div class=byline>Jane Doe<br>Sarah Li, editor<br>Associated Press</div>" BODY,
     "Jane Doe; Sarah Li; Associated Press"},
    {"",
     "<h1>River</h1><div "
     "class=author><div>&#8226;</div><div>Kathrin</div><div>Save</div></div>" BODY,
     "Kathrin"},
    /* One name for the eye, and one for those who are read to. */
    {"", "<h1>River</h1><p class=byline>Jane Doe<span> Jane Doe</span> &#9679;</p>" BODY,
     "Jane Doe"},
    /* A blog that has the name of its author, and an outlet that has no one's. */
    {"<meta property=\"og:site_name\" content=\"Jane Doe\"><script type=\"application/ld+json\">"
     "{\"@type\": \"BlogPosting\", \"author\": {\"@type\": \"Person\", \"name\": \"Jane Doe\"},"
     " \"publisher\": {\"name\": \"Jane Doe\"}}</script>",
     "<h1>River</h1>" BODY, "Jane Doe"},
    /* Other work on the report; links that look like those to authors. */
    {"",
     "<h1>River</h1><p>By <a rel=author href=/a/1>Jane Doe</a></p><p>Reviewed by: <a rel=author"
     " href=/a/2>Bo Li</a></p>" BODY,
     "Jane Doe"},
    {"", "<h1>River</h1><a href=\"/company/profile/12\">Company</a>" BODY, ""},
    {"", "<h1>River</h1><a href=\"/author/kathrin-2\">Kathrin</a>" BODY, "Kathrin"},
    {"", "<h1>River</h1>" BODY "<p><em>Jane Doe</em></p>", "Jane Doe"},
    {"<meta property=\"article:author\" content=\"https://social.example/jane\">",
     "<h1>River</h1>" BODY, ""},
};

static void authors_of_every_vocabulary(void **state) {
    for (size_t i = 0; i < sizeof author_cases / sizeof *author_cases; i++) {
        ro_article *article = read_page(state, author_cases[i].head, author_cases[i].body);
        assert_names(article->meta.byline, article->meta.byline_count, author_cases[i].byline);
        ro_article_free(article);
    }
}

typedef struct day_case {
    const char *head, *body, *day, *from;
} day_case;

#define ELSEWHERE "<div class=\"teasers\"><time>5 May 2021</time><p>Another report</p></div>"

#define PUBLISHED_LATER "<meta property=\"article:published_time\" content=\"2023-09-09\">"

static const day_case day_cases[] = {
    {"<meta name=\"parsely-pub-date\" content=\"2023-06-19T08:30:00Z\">", "<h1>River</h1>" BODY,
     "2023-06-19T08:30:00Z", "meta"},
    {"<meta name=\"DC.date.issued\" content=\"2023-06-19\">", "<h1>River</h1>" BODY, "2023-06-19",
     "meta"},
    {"", "<h1>River</h1><span itemprop=\"datePublished\" content=\"2023-06-19\"></span>" BODY,
     "2023-06-19", "element"},
    /* The nearest to the headline, and none that tells of a change. */
    {"", ELSEWHERE "<h1>River</h1><time>19 June 2023</time>" BODY, "2023-06-19", "time"},
    {"", "<h1>River</h1><time class=\"updated\">20 June 2023</time><time>19 June 2023</time>" BODY,
     "2023-06-19", "time"},
    {"", "<h1>River</h1><p>Letzte Änderung: 20.06.2023 Erschienen am: 19.06.2023</p>" BODY,
     "2023-06-19", "text"},
    {"", "<h1>River</h1><p>2023年6月19日 08:30</p>" BODY, "2023-06-19T08:30", "text"},
    {"", "<h1>River</h1><p>2023년 6월 19일</p>" BODY, "2023-06-19", "text"},
    {"", "<h1>River</h1><p>19 июня 2023</p>" BODY, "2023-06-19", "text"},
    {"<link rel=\"canonical\" href=\"https://example.co.uk/a\">",
     "<h1>River</h1><p>02/10/2020</p>" BODY, "2020-10-02", "text"},
    {"<link rel=\"canonical\" href=\"https://example.com/2023/06/19/a\">", "<h1>River</h1>" BODY,
     "2023-06-19", "url"},
    /* The day of a change is no day of publication. */
    {"<meta property=\"article:modified_time\" content=\"2023-06-19\">", "<h1>River</h1>" BODY, "",
     NULL},
    {"", "<h1>River</h1><p>Last modified on 19 June 2023</p>" BODY, "", NULL},
    {"", "<h1>River</h1><time datetime=\"2023-06-19\">Updated 19 June 2023</time>" BODY, "", NULL},
    /* What stands behind it in the line is not said of it. */
    {"", "<h1>River</h1><p><time>19 June 2023</time> | Updated <time>20 June 2023</time></p>" BODY,
     "2023-06-19", "time"},
    {"",
     "<h1>River</h1><p>Updated <time>20 June 2023</time>, published <time>19 June "
     "2023</time></p>" BODY,
     "2023-06-19", "time"},
    /* Guesses say that they are. */
    {"<meta property=\"og:image\" content=\"https://example.com/i/2023/06/19/a.jpg\">",
     "<h1>River</h1>" BODY, "2023-06-19", "image"},
    /* A day beside the headline that is earlier than what machines are told. */
    {PUBLISHED_LATER, "<h1>River</h1><p>19 June 2023</p>" BODY, "2023-06-19", "text"},
    {PUBLISHED_LATER, "<h1>River</h1><time>19 June 2023</time>" BODY, "2023-06-19", "time"},
    {PUBLISHED_LATER, "<h1>River</h1><p>9 September 2023</p>" BODY, "2023-09-09", "meta"},
    {PUBLISHED_LATER, "<h1>River</h1>" BODY BODY BODY BODY BODY BODY BODY "<p>19 June 2023</p>",
     "2023-09-09", "meta"},
    {PUBLISHED_LATER, "<h1>River</h1><p>The bridge was opened on 3 May 1925</p>" BODY, "2023-09-09",
     "meta"},
    {"<meta property=\"article:published_time\" content=\"2023-11-01\">",
     "<h1>River</h1><p>01/11/2023</p>" BODY, "2023-11-01", "meta"},
    {PUBLISHED_LATER "<meta property=\"article:modified_time\" content=\"2023-06-19\">",
     "<h1>River</h1><p>19 June 2023</p>" BODY, "2023-09-09", "meta"},
    /* A caption says when a picture was taken, but for one that opens with a day. */
    {"",
     "<h1>River</h1><figure><img src=a><figcaption>The bridge, 2 May "
     "2021</figcaption></figure>" BODY "<p>Datum: 19.06.2023</p>",
     "2023-06-19", "text"},
    {"", "<h1>River</h1><p class=caption>19 June 2023 | Towns</p>" BODY, "2023-06-19", "text"},
    /* A copyright is no date. */
    {"", "<h1>River</h1>" BODY "<footer>© 2023 The Example</footer>", "", NULL},
};

static void days_are_found(void **state) {
    for (size_t i = 0; i < sizeof day_cases / sizeof *day_cases; i++) {
        ro_article *article = read_page(state, day_cases[i].head, day_cases[i].body);
        char day[32];
        ro_date_format(&article->meta.published.date, day);
        assert_string_equal(article->meta.published.from ? day : "", day_cases[i].day);
        if (day_cases[i].from) assert_string_equal(article->meta.published.from, day_cases[i].from);
        ro_article_free(article);
    }
}

static void bylines_may_follow_a_date(void **state) {
    static const char *const lines[] = {"Oct. 19, 2022 - by Ann Weir and Tom Reed",
                                        "Published 19 October 2022 | By Ann Weir and Tom Reed",
                                        "Published 19 October 2022, updated 20 October 2022 by"
                                        " Ann Weir and Tom Reed",
                                        "19.10.2022, 14:05 \xE2\x80\x94 By Ann Weir and Tom Reed"};
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char body[2000], day[32];
        snprintf(body, sizeof body, "<h1>River</h1><p>%s</p>%s", lines[i], BODY);
        ro_article *article = read_page(state, "", body);
        assert_int_equal(article->meta.author_count, 2);
        assert_string_equal(article->meta.authors[0], "Ann Weir");
        assert_string_equal(article->meta.authors[1], "Tom Reed");
        article->meta.published.date.precision = RO_PRECISION_DAY;
        assert_string_equal(ro_date_format(&article->meta.published.date, day), "2022-10-19");
        assert_part(article, 1, RO_PART_CREDIT, lines[i]);
        ro_article_free(article);
    }
}

static void days_of_changes_are_kept_apart(void **state) {
    static const char *const bodies[] = {
        "<h1>River</h1><p>Last modified on 20 June 2023</p>" BODY,
        "<h1>River</h1><p>Updated: 20 June 2023</p>" BODY,
        "<h1>River</h1><p>This page was last reviewed 20 June 2023</p>" BODY,
        "<h1>River</h1><p>Updated: <time datetime=\"2023-06-20\">20 June</time></p>" BODY,
        "<h1>River</h1><p>Last modified <b><time>June 20, 2023</time> @ <time>June 20, 2023</time>"
        "</b></p>" BODY,
        "<h1>River</h1><time itemprop=\"dateModified\" datetime=\"2023-06-20\">20 June</time>" BODY,
        "<h1>River</h1><time datetime=\"2023-06-20\">Updated 20 June 2023</time>" BODY};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char day[32];
        ro_article *article = read_page(state, "", bodies[i]);
        assert_null(article->meta.published.from);
        assert_string_equal(ro_date_format(&article->meta.modified.date, day), "2023-06-20");
        ro_article_free(article);
    }
}

/* Both days are kept where a page states both. */
static void days_stand_side_by_side(void **state) {
    static const char *const bodies[] = {
        "<p>Published 19 June 2023, updated 20 June 2023</p>",
        "<p>Updated 20 June 2023; first published 19 June 2023</p>",
        "<p>June 19, 2023 (Updated June 20, 2023)</p>",
        "<p>By Jane Doe | Updated June 20, 2023 | Published June 19, 2023</p>",
        "<p>Modified date: 20 June 2023. Publication date: 19 June 2023</p>",
        "<p>Published: <time datetime=\"2023-06-19\">19 June</time> | Updated: <time"
        " datetime=\"2023-06-20\">20 June</time></p>",
        "<p><span class=date>19 June 2023</span> <span class=updated>Updated 20 June "
        "2023</span></p>",
        "<time class=published>19 June 2023</time><time class=updated>20 June 2023</time>",
        "<p>Updated: 20 June 2023</p><p>19 June 2023</p>"};
    for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
        char body[2000], day[32];
        snprintf(body, sizeof body, "<h1>River</h1>%s%s", bodies[i], BODY);
        ro_article *article = read_page(state, "", body);
        assert_string_equal(ro_date_format(&article->meta.published.date, day), "2023-06-19");
        assert_string_equal(ro_date_format(&article->meta.modified.date, day), "2023-06-20");
        ro_article_free(article);
    }
    ro_article *article =
        read_page(state, PUBLISHED_LATER, "<h1>River</h1><p>Updated 20 September 2023</p>" BODY);
    assert_int_equal(article->meta.published.date.day, 9);
    assert_int_equal(article->meta.modified.date.day, 20);
    ro_article_free(article);
    /* The day on which a page was made anew is one of change. */
    article = read_page(state, PUBLISHED_LATER, "<h1>River</h1><p>19 June 2023</p>" BODY);
    assert_int_equal(article->meta.modified.date.month, 9);
    ro_article_free(article);
}

/* A line of plain text that says both. */
static void labels_tell_days_of_a_line_apart(void **state) {
    char day[32];
    ro_article *article = read_text(
        state, "River rises\n\nUpdated 20 June 2023; published 19 June 2023\n\n" BODY_TEXT);
    assert_string_equal(ro_date_format(&article->meta.published.date, day), "2023-06-19");
    assert_string_equal(ro_date_format(&article->meta.modified.date, day), "2023-06-20");
    ro_article_free(article);
}

typedef struct credit_case {
    const char *text, *agencies;
} credit_case;

static const credit_case credit_cases[] = {
    {"COAST CITY (AP) — " BODY_TEXT, "Associated Press"},
    {BODY_TEXT " PTI", "Press Trust of India"},
    {BODY_TEXT "\n\ndpa/lno", "Deutsche Presse-Agentur"},
    {BODY_TEXT "\n\nSDA/dpa", "Schweizerische Depeschenagentur; Deutsche Presse-Agentur"},
    {"By Jane Doe, AP Auto Writer\n\n" BODY_TEXT, "Associated Press"},
    {BODY_TEXT "\n\nThe Associated Press contributed to this report.", "Associated Press"},
    /* No credits */
    {"COAST CITY (KXYZ) — " BODY_TEXT, ""},
    {"(BREAKING NEWS) — " BODY_TEXT, ""},
    {BODY_TEXT "\n\nHarbour Moving Services\n\n" BODY_TEXT, ""},
    {BODY_TEXT " He told Reuters so.", ""},
    {BODY_TEXT " They met in the U.S. AP", ""},
};

static void agencies_are_credited(void **state) {
    for (size_t i = 0; i < sizeof credit_cases / sizeof *credit_cases; i++) {
        ro_article *article = read_text(state, credit_cases[i].text);
        assert_names(article->meta.agencies, article->meta.agency_count, credit_cases[i].agencies);
        ro_article_free(article);
    }
}

/* A page that has all of it, with each allocation failing in turn. */
static void facts_survive_failed_allocations(void **state) {
    const char *page =
        "<!DOCTYPE html><html><head><title>River rises | The Example</title>"
        "<meta name=\"author\" content=\"JANE DOE, dpa\"><script type=\"application/ld+json\">"
        "{\"@type\": \"NewsArticle\", \"headline\": \"River &amp; rain\", \"author\":"
        " {\"@id\": \"#a\"}, \"x\": {\"@id\": \"#a\", \"name\": \"Bo Li\"},}</script></head>"
        "<body><h1>River rises</h1><time>19 June 2023</time>" BODY "</body></html>";
    for (size_t count = 0;; count += 7) {
        ro_status status;
        ro_error error = {0};
        ro_arena_fail_after(count);
        ro_article *article = read_one(state, page, strlen(page), &status, &error);
        ro_arena_fail_after(SIZE_MAX);
        bool done = status == RO_OK;
        if (!done) assert_int_equal(status, RO_ERR_NOMEM);
        ro_article_free(article);
        if (done) return;
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_of_outlets_are_cut_from_titles),
        cmocka_unit_test(marked_elements_tell_the_days),
        cmocka_unit_test(bylines_name_people),
        cmocka_unit_test(damaged_json_is_repaired),
        cmocka_unit_test(linked_data_with_references_and_damage),
        cmocka_unit_test(most_places_decide_the_headline),
        cmocka_unit_test(headings_are_weighed),
        cmocka_unit_test(authors_of_every_vocabulary),
        cmocka_unit_test(days_are_found),
        cmocka_unit_test(bylines_may_follow_a_date),
        cmocka_unit_test(days_of_changes_are_kept_apart),
        cmocka_unit_test(days_stand_side_by_side),
        cmocka_unit_test(labels_tell_days_of_a_line_apart),
        cmocka_unit_test(agencies_are_credited),
        cmocka_unit_test(facts_survive_failed_allocations),
    };
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
