/* SPDX-License-Identifier: Apache-2.0 */
/* Pages that give no article, or the beginning of one: each says what it is. */
#include <stdio.h>

#include "read_fixture.h"

#define ONE                                                                                        \
    "<p>Harbour workers in the old town went back to their cranes on Monday morning, two days "    \
    "after the owners had locked the gates.</p>"
#define TWO                                                                                        \
    "<p>The mayor said that the next talks would be held before the end of May, and that the "     \
    "town would pay for the room.</p>"
#define THREE                                                                                      \
    "<p>Ships that had waited in the bay since Friday were unloaded in the order in which they "   \
    "came, the pilots' office wrote.</p>"
#define BODY        ONE TWO THREE
#define HEAD(title) "<!DOCTYPE html><html><head><title>" title "</title></head><body>"
#define MENU        "<nav><a href='/a'>Town</a> <a href='/b'>Harbour</a> <a href='/c'>Sport</a></nav>"
#define FOOT        "<footer><p>Example Post, 2024. All rights reserved.</p></footer></body></html>"
#define SCRIPT      "<script src='/static/app.js'></script>"

static const char MISSING[] = "says that nothing is at this address: it is no article";
static const char CHECK[] = "checks who asks, or refuses: it is no article";
static const char EMPTY[] = "is empty until a script fills it: it is no article";
static const char CONSENT[] = "asks to agree to cookies: it is no article";
static const char WALL[] = "asks to pay or sign in, and gives no text: it is no article";

static void assert_refused(void **state, const char *message, const char *page) {
    ro_status status;
    ro_error error = {0};
    ro_article *article = read_one(state, page, strlen(page), &status, &error);
    if (status != RO_ERR_INPUT || strcmp(error.msg, message) != 0)
        print_error("'%s', not '%s', of\n%s\n", status < 0 ? error.msg : "read", message, page);
    assert_int_equal(status, RO_ERR_INPUT);
    assert_string_equal(error.msg, message);
    assert_non_null(error.other);
    ro_article_free(article);
}

#define OTHERS                                                                                     \
    "<ul><li><a href='/1'>Quay is shut after crack</a></li><li><a href='/2'>Mill at Kelmar "       \
    "opens</a></li><li><a href='/3'>Miners sing for room</a></li><li><a href='/4'>Bread is "       \
    "dearer again</a></li></ul>"

static void test_pages_that_are_not_there(void **state) {
    static const char *const pages[] = {
        HEAD("Page not found | Example Post") MENU
        "<main><h1>Page not found</h1><p>Sorry, the "
        "page you are looking for does not exist or has been moved. Please use the search or "
        "go back to the front page.</p></main>" FOOT,
        HEAD("404 - Example Post") MENU
        "<div class=error><h1>404</h1><p>We can't find that page. "
        "It may have gone. Here is what others read today:</p>" OTHERS "</div>" FOOT,
        HEAD("Example Post") MENU
        "<article><h1>Oops! That page can't be found.</h1><p>It looks "
        "like nothing was found at this location. Maybe try a search?</p></article>" FOOT,
        HEAD("Seite nicht gefunden - Beispielpost") "<main><h1>Fehler</h1><p>Die gew\xC3\xBCnschte "
                                                    "Seite wurde nicht gefunden. Vielleicht hilft "
                                                    "die Suche weiter oder einer der Artikel "
                                                    "hier.</p>" OTHERS "</main>" FOOT,
        HEAD("Example Post | News from the coast") MENU
        "<main><p>This article is no longer "
        "available.</p><p><a href='/'>Back to the front page</a></p></main>" FOOT,
        HEAD("Page introuvable - Le Courrier") MENU
        "<main><h1>Erreur 404</h1><p>La page que vous "
        "cherchez n'existe plus. Elle a peut-\xC3\xAAtre chang\xC3\xA9 d'adresse.</p></main>" FOOT,
        HEAD("Not Found") "<h1>Not Found</h1><p>The requested URL was not found on this "
                          "server.</p></body></html>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_refused(state, MISSING, pages[i]);
}

static void test_pages_that_check_who_asks(void **state) {
    static const char *const pages[] = {
        HEAD("Just a moment...") "<div class=main-wrapper><h1>post.example</h1><h2>Verifying you "
                                 "are human. This may take a few seconds.</h2><p>post.example "
                                 "needs to review the "
                                 "security of your connection before "
                                 "proceeding.</p></div></body></html>",
        HEAD("Access Denied") "<h1>Access Denied</h1><p>You don't have permission to access "
                              "\"http://post.example/town\" on this server.</p><p>Reference "
                              "#18.5e7b1202</p></body>",
        HEAD("post.example") "<div id=captcha><p>Please verify you are human</p><p>We have seen "
                             "unusual traffic from your network. Press and hold the button to go "
                             "on.</p></div>",
        HEAD("Are you a robot?") "<main><h1>We've detected unusual activity from your computer "
                                 "network</h1><p>To continue, please click the box below to let us "
                                 "know you're not a "
                                 "robot.</p></main></body>",
        HEAD("403 Forbidden") "<center><h1>403 Forbidden</h1></center><hr><center>nginx</center>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_refused(state, CHECK, pages[i]);
}

static void test_pages_that_a_script_fills(void **state) {
    static const char *const pages[] = {
        HEAD("Cranes turn again") "<noscript>You need to enable JavaScript to run this "
                                  "app.</noscript><div id=root></div>" SCRIPT "</body></html>",
        HEAD("Cranes turn again") MENU "<div id=__next></div>" SCRIPT FOOT,
        HEAD("Cranes turn again") "<app-root></app-root>" SCRIPT "<footer>Example Post</footer>",
        HEAD("Cranes turn again | Post") MENU "<main id=app><div class=spinner>Loading\xE2\x80\xA6"
                                              "</div></main>" SCRIPT FOOT,
        HEAD("Cranes turn again") SCRIPT "</body></html>",
        HEAD("Cranes turn again") MENU
        "<main><p>Your browser is out of date. It has known security "
        "flaws and may not show all features of this website. Please update your browser.</p>"
        "</main>" SCRIPT FOOT,
        HEAD(
            "Kr\xC3\xA4ne drehen sich") "<div class=hinweis><p>Bitte aktivieren Sie JavaScript, um "
                                        "diese Seite zu sehen, und laden Sie sie dann "
                                        "neu.</p></div>" SCRIPT FOOT};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_refused(state, EMPTY, pages[i]);
}

static void test_pages_that_ask_for_consent(void **state) {
    static const char *const pages[] = {
        HEAD("Cranes turn again | Post") "<div class=wall><h1>We value your privacy</h1><p>We and "
                                         "our 732 partners store and access information on your "
                                         "device, such as cookies, and "
                                         "process personal data for ads and content.</p><p>With "
                                         "your consent we may use precise "
                                         "geolocation data.</p><button>Accept "
                                         "all</button></div></body></html>",
        HEAD(
            "Post is part of the Example family of brands") "<form><h2>Post is part of the Example "
                                                            "family of brands</h2><p>When you use "
                                                            "our sites and apps, we use cookies "
                                                            "to:</p><ul>"
                                                            "<li>provide our sites and apps to "
                                                            "you</li><li>keep users apart, and "
                                                            "apply security "
                                                            "measures</li></ul><p>If you click "
                                                            "'Accept all', we and our partners "
                                                            "will also store "
                                                            "information on a device, use "
                                                            "geolocation data and measure what you "
                                                            "read.</p><p>If you "
                                                            "do not want this, click 'Reject "
                                                            "all'.</p></form></body></html>",
        HEAD("Kr\xC3\xA4ne drehen sich wieder") "<main><h1>Weiterlesen mit Werbung</h1><p>Besuchen "
                                                "Sie uns wie gewohnt mit Werbung und Tracking, "
                                                "oder kaufen Sie ein Abo ohne beides.</p>"
                                                "<p>Wir verwenden Cookies und \xC3\xA4hnliche "
                                                "Techniken. Details stehen in den "
                                                "Datenschutzeinstellungen, wo Sie Ihre "
                                                "Einwilligung widerrufen.</p></main></body></html>",
        HEAD(
            "Before you continue") "<div role=dialog><h1>Before you continue to Post</h1><p>We use "
                                   "cookies and data to deliver our services and to keep them safe "
                                   "from fraud.</p><p>If you "
                                   "choose to accept all, we will also use cookies to show "
                                   "personalised ads.</p></div>",
        HEAD("Les grues tournent | Courrier") "<main><p>Nous utilisons des cookies pour mesurer "
                                              "l'audience et afficher des publicit\xC3\xA9s "
                                              "adapt\xC3\xA9"
                                              "es \xC3\xA0 vos go\xC3\xBBts.</p>"
                                              "<p>Avec votre consentement, nos partenaires lisent "
                                              "des donn\xC3\xA9"
                                              "es sur votre "
                                              "appareil.</p><a href='#'>Continuer sans "
                                              "accepter</a></main></body></html>"};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_refused(state, CONSENT, pages[i]);
}

static void test_pages_that_are_walls_alone(void **state) {
    static const char *const pages[] = {
        HEAD("Cranes turn again | Post") MENU
        "<article><h1>Cranes turn again</h1><p>This article is "
        "for subscribers. Log in or choose an offer to go on.</p></article>" FOOT,
        HEAD("Cranes turn again | Post") MENU
        "<article><h1>Cranes turn again</h1></article><div "
        "class=offer><p>Subscribe to continue reading</p><p>From 1 euro a week</p></div>" FOOT,
        HEAD("Kr\xC3\xA4ne drehen sich | Post") MENU
        "<main><h1>Kr\xC3\xA4ne drehen sich</h1><p>Dieser "
        "Artikel ist nur f\xC3\xBCr Abonnenten sichtbar.</p></main>" FOOT,
        HEAD("Les grues tournent") MENU
        "<main><h1>Les grues tournent</h1><p>Cet article est "
        "r\xC3\xA9serv\xC3\xA9 aux abonn\xC3\xA9s.</p></main>" FOOT};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) assert_refused(state, WALL, pages[i]);
}

#define NOT_FREE "<script type='application/ld+json'>{\"isAccessibleForFree\" : \"False\"}</script>"
#define COUNTED  "<script type='application/ld+json'>{\"wordCount\": \"842\"}</script>"
#define TITLED(rest)                                                                               \
    HEAD("Cranes turn again | Post")                                                               \
    MENU "<article><h1>Cranes turn again</h1>" rest "</article>" FOOT

static void test_beginnings_are_marked(void **state) {
    static const char *const pages[] = {
        TITLED(ONE TWO "<div class=wall><p>To read the full story, subscribe or sign in.</p></div>"
                       "<p>Already a subscriber? Log in</p><p>Get the news of the coast, its ships "
                       "and its people, for 1 euro a week.</p>"),
        TITLED(NOT_FREE ONE "<p>The union has \xE2\x80\xA6</p>"),
        TITLED(COUNTED ONE),
        TITLED(COUNTED NOT_FREE ONE TWO THREE "<p>The union, which had called for the strike, has "
                                              "not yet said what it will do in \xE2\x80\xA6</p>"),
        TITLED(ONE "<p>\xE6\xAE\x8B\xE3\x82\x8A"
                   "1123\xE6\x96\x87\xE5\xAD\x97</p>"),
        TITLED(ONE TWO "<h2>Keep reading with a subscription</h2><p>Choose one that suits you, and "
                       "go on with this story.</p>")};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        ro_article *article = read_text(state, pages[i]);
        if (!article->meta.cut_short) print_error("%s\n", pages[i]);
        assert_true(article->meta.cut_short);
        for (uint32_t k = 0; k < article->parts.count; k++) {
            ro_str part = ro_str_span(article->text, article->parts.items[k].span);
            if (article->parts.items[k].role == RO_PART_BODY)
                assert_true(ro_str_find(part, RO_STR("ubscri")) == SIZE_MAX);
        }
        ro_article_free(article);
    }
}

/* What stands on nearly every page makes no kind of it: banners, templates that scripts show,
 * offers between paragraphs, and reports on cookies and walls. */
static void test_articles_with_notices(void **state) {
    static const char *const pages[] = {
        TITLED(BODY
               "<p>We use cookies to measure what is read. By continuing to browse you agree to "
               "our cookie policy.</p>"),
        TITLED("<div class=bar><p>We value your privacy</p><p>We and our 732 partners store and "
               "access "
               "information on a device.</p></div>" BODY),
        TITLED(BODY "<noscript><p>Please enable JavaScript to view the comments.</p></noscript>"),
        TITLED(ONE "<p>Subscribe to continue reading.</p>" TWO THREE),
        TITLED(
            "<p>The page you are looking for does not exist, the town's new site told thousands of "
            "people on Monday.</p>" BODY),
        HEAD("404 - a number and its history | Post") "<meta property='og:type' content='article'>"
                                                      "<article><h1>404</h1>" BODY
                                                      "</article>" FOOT,
        TITLED("<p>Dozens of papers now ask readers to subscribe, and so will this one.</p>" BODY),
        HEAD("Cranes turn again") "<div id=root><article><h1>Cranes turn again</h1>" BODY
                                  "</article></div>" SCRIPT "</body></html>",
        TITLED(BODY "<p>Sign up to our letter of the harbour</p><div id=app></div>")};
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        ro_article *article = read_text(state, pages[i]);
        uint32_t paragraphs = 0;
        for (uint32_t k = 0; k < article->parts.count; k++) {
            ro_str part = ro_str_span(article->text, article->parts.items[k].span);
            bool body = article->parts.items[k].role == RO_PART_BODY;
            paragraphs += body && (ro_str_starts(part, RO_STR("Harbour")) ||
                                   ro_str_starts(part, RO_STR("The mayor")) ||
                                   ro_str_starts(part, RO_STR("Ships")));
            if (body && ro_str_find(part, RO_STR("our 732")) != SIZE_MAX) fail();
            if (body && ro_str_find(part, RO_STR("We use cookies")) != SIZE_MAX) fail();
        }
        if (paragraphs != 3 || article->meta.cut_short) print_error("%s\n", pages[i]);
        assert_int_equal(paragraphs, 3);
        assert_false(article->meta.cut_short);
        ro_article_free(article);
    }
}

/* A page of a picture and a line is short, and asks for a script for its comments. */
static void test_a_short_page(void **state) {
    ro_article_free(read_text(state, HEAD("Cranes turn again") MENU
                              "<article><h1>Cranes turn again</h1><p>The cranes of "
                              "the old town, seen from the pilots' tower</p>"
                              "<noscript>Please enable JavaScript to view the "
                              "comments.</noscript></article>" SCRIPT FOOT));
}

/* What a browser that runs no script shows in place of an article is the article. */
static void test_text_for_those_without_scripts(void **state) {
    ro_article *article = read_text(state, HEAD("Cranes turn again") MENU
                                    "<main><h1>Cranes turn again</h1><div class=lazy>"
                                    "<noscript>" BODY "</noscript></div></main>" FOOT);
    uint32_t body = 0;
    for (uint32_t k = 0; k < article->parts.count; k++)
        body += article->parts.items[k].role == RO_PART_BODY;
    assert_int_equal(body, 3);
    assert_tiled(article);
    ro_article_free(article);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pages_that_are_not_there),
                                       cmocka_unit_test(test_pages_that_check_who_asks),
                                       cmocka_unit_test(test_pages_that_a_script_fills),
                                       cmocka_unit_test(test_pages_that_ask_for_consent),
                                       cmocka_unit_test(test_pages_that_are_walls_alone),
                                       cmocka_unit_test(test_beginnings_are_marked),
                                       cmocka_unit_test(test_articles_with_notices),
                                       cmocka_unit_test(test_a_short_page),
                                       cmocka_unit_test(test_text_for_those_without_scripts)};
    return cmocka_run_group_tests(tests, make_rules, free_rules);
}
