"""The charter as one static web page: no script, nothing fetched, readable on a phone."""

import base64
from html import escape
from io import BytesIO

from reportlab.lib.colors import HexColor, white

from models.charter_paper import CharterPaper, Commitment
from models.i18n import _, format_date, language
from reports.colours import css, seen_on, shop_colour, tone_on
from reports.logo import read_logo
from reports.style import TONES

_STYLE = """
:root { color-scheme: light dark; --strong: %s; --on: %s; --edge: %s;
  --ink: #1d2b2a; --muted: #55625f; --paper: #fff; --page: #f6f4ef; }
@media (prefers-color-scheme: dark) {
  :root { --edge: %s; --ink: #eef2f0; --muted: #b3beba; --paper: #1c2423; --page: #141a19; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.55 Inter, system-ui, "Segoe UI", Roboto, sans-serif; }
header { background: var(--strong); color: var(--on); padding: 3.25rem 1.25rem; }
header div { max-width: 44rem; margin: auto; }
header p { margin: 0; font-weight: 600; font-size: 1.125rem; }
header img { max-height: 4.5rem; max-width: 14rem; background: #fff; padding: .5rem;
  border-radius: .4rem; margin-bottom: 1.25rem; display: block; }
h1 { font-size: clamp(2.25rem, 8vw, 3.5rem); line-height: 1.1; margin: .3rem 0 .6rem; }
header .told { font-weight: 400; max-width: 34rem; }
h1, h2, p { overflow-wrap: anywhere; }
p { text-wrap: pretty; }
main, footer { max-width: 46.5rem; margin: auto; padding: 2rem 1.25rem; }
main { display: grid; gap: 1.25rem; }
article { background: var(--paper); border-left: .3rem solid var(--edge);
  border-radius: .4rem; padding: 1.25rem 1.5rem; break-inside: avoid; }
h2 { margin: .2rem 0 .4rem; font-size: 1.3rem; line-height: 1.25; }
article p { margin: .6rem 0 0; }
.family, .whom, footer { color: var(--muted); font-size: .9rem; }
article .family { text-transform: uppercase; letter-spacing: .06em; margin: 0; }
.whom { font-weight: 600; }
footer { padding-top: 0; padding-bottom: 3rem; }
footer a { color: inherit; }
@page { margin: 15mm; }
@media print {
  :root { --ink: #000; --muted: #444; --paper: #fff; --page: #fff; --edge: %s; }
  header { color: #000; background: none; padding: 0 1.25rem 1rem; } main { padding-top: 0; }
}
"""


def render_web_page(paper: CharterPaper) -> str:
    """The page, in the language being spoken; every text is escaped."""
    name, lang = escape(paper.shop.name), language()
    told = _("Ce à quoi nous nous engageons, à chaque fois, pour chaque client qui y a droit.")
    title, broken = (
        _("Notre charte"),
        _("Nous n’avons pas tenu parole ? Dites-le-nous : nous vous le devons."),
    )
    articles = "\n".join(_article(each) for each in paper.commitments)
    strong = shop_colour(paper.shop.colour)
    edge = css(seen_on(strong, white))
    dark = css(seen_on(strong, HexColor("#1c2423")))
    style = _STYLE % (css(strong), TONES[tone_on(strong)], edge, dark, edge)
    return f"""<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{escape(told)}">
<title>{escape(title)} · {name}</title>
<style>{style}</style>
</head>
<body>
<header><div>
{_logo(paper)}<p>{name}</p>
<h1>{escape(title)}</h1>
<p class="told">{escape(told)}</p>
</div></header>
<main>
{articles}
</main>
<footer>
<p>{escape(broken)}</p>
{_facts(paper)}
</footer>
</body>
</html>
"""


def _article(each: Commitment) -> str:
    note = f" · {each.note}" if each.note else ""
    return (
        f'<article>\n<p class="family">{escape(each.family)}</p>\n<h2>{escape(each.title)}</h2>\n'
        f"<p>{escape(each.promise)}</p>\n"
        f'<p class="whom">{escape(each.whom + note)}</p>\n</article>'
    )


def _logo(paper: CharterPaper) -> str:
    picture = read_logo(paper.shop.logo)
    if picture is None:
        return ""
    target = BytesIO()
    picture.save(target, "PNG")
    data = base64.b64encode(target.getvalue()).decode()
    return f'<img alt="{escape(paper.shop.name)}" src="data:image/png;base64,{data}">\n'


def _facts(paper: CharterPaper) -> str:
    """The version, where the shop is, and how to reach it: a touch calls or writes."""
    version = _("Charte n° {number}, {day}").format(
        number=paper.number, day=format_date(paper.day, "long")
    )
    shop = paper.shop
    dialled = "".join(sign for sign in shop.phone if sign in "+0123456789")
    reach = (_link("tel", dialled, shop.phone), _link("mailto", shop.email, shop.email))
    lines = ((escape(version),), map(escape, (shop.name, *shop.address)), reach)
    told = (" · ".join(fact for fact in line if fact) for line in lines)
    return "\n".join(f"<p>{line}</p>" for line in told if line)


def _link(scheme: str, target: str, told: str) -> str:
    return f'<a href="{scheme}:{escape(target)}">{escape(told)}</a>' if target else escape(told)
