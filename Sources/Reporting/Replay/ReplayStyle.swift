/// The styles of the page of a replay, besides those of drawings.
enum ReplayStyle {
  static let text = #"""
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.45 Helvetica,Arial,'Liberation Sans',sans-serif}
    header,main,#controls{padding:0 1rem}
    h1{font-size:1.4rem;line-height:1.2;margin:.9rem 0 .2rem}
    h2{font-size:1rem;margin:1rem 0 .3rem;border-top:1px solid var(--line);padding-top:.7rem}
    .about,.missing{color:var(--soft);font-size:.9rem;margin:.2rem 0 .6rem}
    .hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
    #controls{position:sticky;top:0;z-index:2;background:var(--paper);border-bottom:1px solid var(--line);padding-top:.4rem;padding-bottom:.2rem}
    .row{display:flex;flex-wrap:wrap;gap:.3rem 1.2rem;align-items:center;justify-content:space-between}
    #clock{font-size:1.25rem;font-weight:600;font-variant-numeric:tabular-nums}
    .buttons{display:flex;gap:.35rem;align-items:center}
    button,select,input{font:inherit;color:inherit}
    button,select,#name{background:var(--faint);border:1px solid var(--soft);border-radius:.3rem;padding:.2rem .6rem;min-height:2.1rem}
    #play{min-width:4.6rem;font-weight:600;background:var(--k0);border-color:var(--k0);color:var(--paper)}
    button,select{cursor:pointer;white-space:nowrap}select{min-width:0}
    :focus-visible{outline:2px solid var(--k0);outline-offset:1px}
    #scrub{display:block;width:calc(100% + 14px);margin:.35rem -7px 0;height:1.3rem;accent-color:var(--k0)}
    #strip{display:block;width:100%;height:2.4rem;cursor:pointer;background:var(--faint)}
    #inside{fill:var(--k0);fill-opacity:.45}
    #now{fill:none;stroke:var(--ink);stroke-width:2;vector-effect:non-scaling-stroke}
    #scale{display:flex;justify-content:space-between;margin:0;font-size:.78rem;color:var(--soft)}
    main{display:grid;grid-template-columns:minmax(0,1fr) 20rem;gap:1.4rem;align-items:start}
    aside{font-size:.9rem}aside section:first-child h2{border-top:0}
    .bar2{display:flex;justify-content:space-between;align-items:center;gap:1rem;margin:.5rem 0}
    .bar2 button{flex:none;font-size:.85rem;min-height:1.8rem}
    #legend{display:flex;flex-wrap:wrap;gap:.15rem 1rem;list-style:none;margin:0;padding:0;font-size:.88rem}
    #legend svg{vertical-align:-2px}#legend b{font-variant-numeric:tabular-nums}
    .scroll{overflow-x:auto}
    #scene>svg{display:block;margin:0 auto;max-width:none}
    #scene>svg.fit{width:100%;height:auto}
    #counts{display:grid;grid-template-columns:1fr auto;gap:.1rem .8rem;margin:0;font-variant-numeric:tabular-nums}
    #counts dd{margin:0;text-align:right;font-weight:600}
    #c-inside{font-size:1.15rem}
    #name{width:9rem;padding:.1rem .4rem}
    #story{max-height:15rem;overflow-y:auto;margin:.3rem 0;padding:0;list-style:none;font-size:.85rem}
    #story time{color:var(--soft);font-variant-numeric:tabular-nums}
    #story li:last-child{font-weight:600}
    table{border-collapse:collapse;font-size:.82rem;font-variant-numeric:tabular-nums;width:100%}
    th,td{padding:.16rem .4rem;text-align:right;border-bottom:1px solid var(--line);vertical-align:top}
    th:first-child{text-align:left;font-weight:500}thead th{border-bottom:2px solid var(--soft);font-weight:600}
    .flow .tray{fill:var(--faint);stroke:var(--line)}
    .flow .bar{fill:var(--line)}.flow .bar.on{fill:var(--soft);fill-opacity:.6}
    .flow .spot{fill:none}
    .token{stroke:var(--paper);stroke-width:1;cursor:pointer}
    .k0{fill:var(--k0)}.k1{fill:var(--k1)}.k2{fill:var(--k2)}.k3{fill:var(--k3)}
    .k4{fill:var(--k4)}.k5{fill:var(--k5)}.k6{fill:var(--k6)}.k7{fill:var(--k7)}
    .flow .fold{font-size:10.5px;font-weight:600;text-anchor:end}
    .ring{fill:none;stroke:var(--ink);stroke-width:2.2;pointer-events:none}
    @media (max-width:64rem){main{grid-template-columns:minmax(0,1fr)}}
    @media (max-width:40rem){header,main,#controls{padding-left:.6rem;padding-right:.6rem}
    #clock{font-size:1.05rem}h1{font-size:1.15rem}button,select{padding:.2rem .45rem}}
    @media (max-height:34rem){#controls{position:static}}
    @media print{#controls .buttons,#scrub,.bar2 button,#name,#drop{display:none}#controls{position:static}}
    """#
}
