# A saved site: its scripts, style sheets, fonts, pictures and lists are no articles and no
# errors where the folder is read; named, each is an error that says what it is.
mkdir -p site/js site/img
printf '<!DOCTYPE html><html><head><title>Mill reopens</title></head><body><article><h1>Mill reopens</h1><p>The mill at Kelmar opened again on Monday after two years of work, its owner said.</p><p>Forty people have their work back, according to the owner, who thanked the town.</p></article></body></html>' > site/index.html
printf '!function(t,e){"object"==typeof exports?module.exports=e():t.Lib=e()}(this,function(){"use strict";return{v:"1.2"}});\n' > site/js/lib.min.js
printf 'import x from "./x.js";\n// <html> and <p> in a note\nconst page = (y) => { return "<html><body>" + y + "</body></html>"; };\nlet z = page(x);\n' > site/js/app.mjs
printf '{"version":3,"sources":["a.ts"],"names":[],"mappings":"AAAA"}' > site/js/app.js.map
printf '@media print { body { color: #000; } }\n.a > .b { margin: 0 auto }\n' > site/style.css
printf 'p{color:red}' > site/small.css
printf '# For all\nUser-agent: *\nDisallow: /private/\n\nSitemap: https://e.example/sitemap.xml\n' > site/robots.txt
printf '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://e.example/a</loc></url><url><loc>https://e.example/b</loc></url></urlset>' > site/sitemap.xml
printf 'https://e.example/a\nhttps://e.example/b\n# later\nhttp://e.example/c\n' > site/urls.txt
printf '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<TITLE>Bookmarks</TITLE><H1>Bookmarks</H1><DL><p>\n<DT><A HREF="https://a.example/">A network</A>\n</DL></p>\n' > site/bookmarks.html
printf '{"name":"The Post","short_name":"Post","description":"News of the harbour.","start_url":"/","icons":[]}' > site/manifest.json
printf '{"depth":2,"pages":[1,2]}\n' > site/settings.json
printf '<svg xmlns="http://www.w3.org/2000/svg"><title>Logo</title></svg>' > site/img/logo.svg
printf '<?xml version="1.0"?><measures><one>1</one></measures>' > site/measures.xml
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' > site/img/logo.png
printf '\0\0\1\0\1\0\020\020\0\0\0\0\0\0' > site/img/favicon.ico
printf 'wOF2\0\1\0\0\0\0\0\0\0\0' > site/font.woff2
printf '\0\0\0\030ftypmp42\0\0\0\0' > site/film.mp4
printf '# Notes on code\n\nThe bridge was shut on Monday, the town said.\n\n```\nfunction f() { return 1; }\nvar a = f();\n```\n' > site/notes.md
printf 'See https://e.example/a for more.\nThe town (of 900) said so; it was late.\n' > site/prose.txt
readout stories site
readout stories site/js/lib.min.js site/js/app.mjs site/js/app.js.map site/style.css site/small.css \
    site/robots.txt site/sitemap.xml site/urls.txt site/bookmarks.html site/manifest.json \
    site/img/logo.png site/font.woff2 site/film.mp4
