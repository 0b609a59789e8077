"""Public addresses: pages in both languages, files once."""

from django.urls import path, re_path

from survey.public.views import (
    about,
    answer,
    answers,
    bodies,
    catalog,
    compare,
    corrections,
    county,
    crawlers,
    districts,
    downloads,
    editions,
    embeds,
    feeds,
    inquiries,
    list_files,
    notices,
    pictures,
    questions,
    search,
    sources,
    start,
)
from survey.public.words import NOTICES

SHEETS = r"(?P<extension>csv|xlsx|ods|jsonl|json)"
SLUG = r"(?P<slug>[-a-z0-9_]+)"
PICTURES = r"(?P<ending>svg|png)"
SVG, PNG = {"ending": "svg"}, {"ending": "png"}
PAGE = "inquiries/<slug:slug>/sources/<int:source>/pages/<int:number>/"

pages = [
    path("", start.start, name="start"),
    path("inquiries/", inquiries.inquiries, name="inquiries"),
    path("inquiries/<slug:slug>/", inquiries.inquiry, name="inquiry"),
    path("inquiries/<slug:slug>/questions/<int:number>/", questions.question, name="question"),
    path("inquiries/<slug:slug>/answers/<int:annex>/<int:row>/<int:column>/", answer.answer, name="answer"),
    path("inquiries/<slug:slug>/sources/", sources.sources, name="sources"),
    path("inquiries/<slug:slug>/sources/<int:source>/", sources.source, name="source"),
    path("inquiries/<slug:slug>/editions/", editions.editions, name="editions"),
    path("inquiries/<slug:slug>/editions/<int:number>/", editions.edition, name="edition"),
    path("inquiries/<slug:slug>/editions/<int:old>..<int:new>/", editions.difference, name="difference"),
    path("answers/", answers.answers, name="answers"),
    path("districts/", districts.districts, name="districts"),
    path("districts/<slug:slug>/", districts.district, name="district"),
    path("county/", county.county, name="county"),
    path("bodies/", bodies.bodies, name="bodies"),
    path("bodies/<slug:slug>/", bodies.body, name="body"),
    path("compare/", compare.compare, name="compare"),
    path("search/", search.search, name="search"),
    path("about/", about.about, name="about"),
    *(path(f"{key}/", notices.notice, {"key": key}, name=key) for key in NOTICES),
    path("data/", notices.data, name="data"),
    path("corrections/", corrections.corrections, name="corrections"),
    path("feed/", feeds.feed, name="feed"),
]

# For frames of other sites; in both languages, too.
EMBED = "embed/inquiries/<slug:slug>/"
embeds_of_figures = [
    path(f"{EMBED}coverage/", embeds.coverage, name="embed-coverage"),
    path(f"{EMBED}annexes/<int:number>/", embeds.table, name="embed-table"),
    path(f"{EMBED}questions/<int:number>/<slug:name>/", embeds.figure, name="embed"),
]

# Their words are those of the page: like pages they stand in both languages.
pictures_of_pages = [
    path("inquiries/<slug:slug>/card.png", pictures.card, name="card"),
    path("inquiries/<slug:slug>/questions/<int:number>/card.png", pictures.question_card, name="question-card"),
    path("districts/<slug:slug>/card.png", districts.card, name="district-card"),
    re_path(rf"^inquiries/{SLUG}/coverage\.{PICTURES}$", pictures.coverage, name="coverage-picture"),
    re_path(rf"^inquiries/{SLUG}/bodies\.{PICTURES}$", pictures.bodies, name="bodies-picture"),
    path("inquiries/<slug:slug>/questions/<int:number>/<slug:name>.svg", pictures.figure, SVG, name="picture"),
    path("inquiries/<slug:slug>/questions/<int:number>/<slug:name>.png", pictures.figure, PNG, name="picture-png"),
]

files = [
    path("inquiries/<slug:slug>.json", downloads.document, name="document"),
    path("inquiries/<slug:slug>/editions/<int:number>.json", downloads.document, name="edition-document"),
    re_path(rf"^inquiries/{SLUG}/annexes/(?P<annex>[0-9]{{1,9}})\.{SHEETS}$", downloads.annex_file, name="annex-file"),
    re_path(rf"^inquiries/{SLUG}/answers\.{SHEETS}$", downloads.inquiry_answers, name="inquiry-answers"),
    path("inquiries/<slug:slug>/datapackage.zip", downloads.datapackage, name="datapackage"),
    re_path(rf"^answers\.{SHEETS}$", downloads.all_answers, name="all-answers"),
    re_path(rf"^inquiries/{SLUG}/codings\.{SHEETS}$", list_files.inquiry_codings, name="inquiry-codings"),
    re_path(rf"^codings\.{SHEETS}$", list_files.codings_file, name="codings-file"),
    re_path(rf"^inquiries/{SLUG}/statements\.{SHEETS}$", list_files.inquiry_statements, name="inquiry-statements"),
    re_path(rf"^statements\.{SHEETS}$", list_files.statements_file, name="statements-file"),
    re_path(rf"^bodies\.{SHEETS}$", list_files.bodies_file, name="bodies-file"),
    re_path(rf"^inquiries\.{SHEETS}$", list_files.inquiries_file, name="inquiries-file"),
    path("inquiries/<slug:slug>/sources/<int:source>/manifest.json", sources.manifest, name="manifest"),
    path("inquiries/<slug:slug>/sources/<int:source>/file", sources.original, name="source-file"),
    path(PAGE, sources.image, name="page-image"),
    path(f"{PAGE}info.json", sources.info, name="page-info"),
    path(f"{PAGE}<str:region>/<str:size>/0/default.jpg", sources.picture, name="page-picture"),
    path(f"{PAGE}places/<str:box>.jpg", sources.place, name="place-picture"),
    path(f"{PAGE}places/<str:box>/page.jpg", sources.framed, name="framed-page"),
    path("datapackage.json", catalog.package, name="datapackage-of-all"),
    path("catalog.ttl", catalog.as_turtle, name="catalog-turtle"),
    path("catalog.jsonld", catalog.as_json_ld, name="catalog-json-ld"),
    path("sitemap.xml", crawlers.sitemap, name="sitemap"),
    path("sitemaps/pages.xml", crawlers.sitemap_of_pages, name="sitemap-of-pages"),
    path("inquiries/<slug:slug>/sitemap.xml", crawlers.sitemap_of_inquiry, name="sitemap-of-inquiry"),
    path("editions.log", crawlers.log_of_editions, name="log-of-editions"),
    path("robots.txt", crawlers.robots, name="robots"),
]
