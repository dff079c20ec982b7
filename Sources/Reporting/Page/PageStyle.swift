/// The styles of pages, besides those of charts.
enum PageStyle {
  static let text = """
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 Helvetica,Arial,'Liberation Sans',sans-serif}
    header,main{max-width:54rem;margin:0 auto;padding:0 1rem}
    h1{font-size:1.7rem;line-height:1.2;margin:1.5rem 0 .5rem}
    h2{font-size:1.25rem;margin:2.2rem 0 .6rem;border-top:1px solid var(--line);padding-top:1rem}
    h3{font-size:1.02rem;margin:1.2rem 0 .3rem}
    .about,.missing,figcaption span,.small{color:var(--soft)}.small,.missing{font-size:.9rem}
    .lead{font-size:1.12rem}
    nav{display:flex;flex-wrap:wrap;gap:.2rem 1rem;font-size:.92rem}
    a{color:var(--k0)}
    figure{margin:1.1rem 0 1.6rem}figcaption{margin-bottom:.3rem;font-size:.92rem}
    .scroll{overflow-x:auto;background:linear-gradient(to right,var(--paper) 40%,transparent) 0 0/3rem 100%,linear-gradient(to left,var(--paper) 40%,transparent) 100% 0/3rem 100%,linear-gradient(to right,var(--shade),transparent) 0 0/.9rem 100%,linear-gradient(to left,var(--shade),transparent) 100% 0/.9rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
    .scroll:focus-visible{outline:2px solid var(--k0)}
    .scroll>svg{display:block;width:100%;min-width:36rem;height:auto}.scroll>svg .paper{fill:none}
    .scroll>svg.flow{width:min(var(--natural),100%);min-width:min(var(--natural),52rem);max-width:none;margin:0 auto}
    .narrow{display:none}.narrow>svg{display:block;width:100%;max-width:30rem;height:auto}
    @media screen and (max-width:40rem){.broad{display:none}.narrow{display:block}
    .sideways::before{content:'Scroll sideways to see all of it.';position:sticky;left:0;color:var(--soft);font-size:.8rem}}
    @media (min-width:74rem){figure.wide{margin-left:-9rem;margin-right:-9rem}}
    details{margin:.3rem 0}summary{cursor:pointer;color:var(--soft);font-size:.88rem;padding:.25rem 0}
    table{border-collapse:collapse;font-size:.86rem;font-variant-numeric:tabular-nums;margin:.3rem 0}
    th,td{padding:.22rem .6rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}
    td:not(.words){white-space:nowrap}td.words,th.words{overflow-wrap:anywhere;min-width:7rem}
    th:first-child,td:first-child,td.words,th.words{text-align:left}thead th{border-bottom:2px solid var(--soft)}
    .good{color:var(--good);font-weight:600}.bad{color:var(--bad);font-weight:600}
    pre{overflow-x:auto;background:var(--faint);padding:.7rem;font-size:.85rem;white-space:pre-wrap}
    code{background:var(--faint);padding:0 .2em}
    @media print{nav,details:not([open]){display:none}section,figure{break-inside:avoid}body{font-size:11pt}
    .scroll{overflow:visible;background:none}.scroll>svg{min-width:0!important}h2{break-after:avoid}}
    """
}
