import EventEngine
package import Experiments
package import FacilityModel
package import Foundation

/// A page that plays a part of one replication over the drawn model; it needs nothing else.
package struct ReplayPage {
  private let replay: Replay
  private let scene: FlowScene
  private let data: ReplayData
  private let title: String
  private let about: String
  private let version: String

  /// - Parameters:
  ///   - policies: those that have been applied, in their order.
  ///   - version: that of the program.
  package init(_ replay: Replay, policies: [String], version: String) {
    self.replay = replay
    let chart = FlowReader.chart(of: replay.compiled.model)
    scene = FlowDrawing.scene(of: chart)
    data = ReplayData(replay, ReplayMap(replay, in: scene))
    title = chart.title + ": a replay"
    let names = policies.map { "“\($0)”" }.joined(separator: ", ")
    let under = policies.isEmpty ? "" : " under " + names
    let (replication, seed) = (replay.request.replication, replay.request.seed)
    let shortening = replay.shortening.map { " \($0)" } ?? ""
    about = "Replication \(replication) with seed \(seed)\(under), \(replay.span).\(shortening)"
    self.version = version
  }

  /// The page as a file.
  package var file: Data { Data(text.utf8) }

  /// A hash as the policy of a page names a script or style that it allows.
  private static func hash(_ text: String) -> String {
    let digits = Array(SHA256.hex([UInt8](text.utf8)).utf8)
    let bytes = stride(from: 0, to: digits.count, by: 2).map { index in
      UInt8(String(decoding: digits[index...(index + 1)], as: UTF8.self), radix: 16) ?? 0
    }
    return "'sha256-\(Data(bytes).base64EncodedString())'"
  }

  package var text: String {
    let style = "\n\(Palette.variables)\n\(FlowScene.style)\n\(ReplayStyle.text)\n"
    let script = "\n\(ReplayScript.text)\n"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src \(Self.hash(style)); script-src \(Self.hash(script)); img-src data:; \
      base-uri 'none'; form-action 'none'"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="generator" content="Kendall \(Markup.escaped(version))"/>
      <title>\(Markup.escaped(title))</title>
      <link rel="icon" href="data:,"/>
      <style>\(style)</style>
      </head>
      <body>
      <header>
      <h1>\(Markup.escaped(title))</h1>
      <p class="about">\(Markup.escaped(about))</p>
      <noscript><p class="missing">This page plays a replication, for which the browser has to run its \
      script. Without it the model is drawn as it is when nobody is inside.</p></noscript>
      </header>
      \(Self.controls)
      <main>
      <section aria-label="The facility">
      <div class="bar2"><ul id="legend" aria-label="Who is who"></ul>\
      <button type="button" id="zoom" aria-pressed="false">Fit the width</button></div>
      <div class="scroll" id="scene" tabindex="0" role="group" aria-label="The model, drawn">\(scene.svg)</div>
      </section>
      \(Self.aside)
      </main>
      <script type="application/json" id="data">\(data.text)</script>
      <script>\(script)</script>
      </body>
      </html>

      """
  }

  private static let controls = """
    <div id="controls" role="group" aria-label="Playing">
    <div class="row">
    <output id="clock">–</output>
    <span class="buttons">
    <button type="button" id="back" title="The event before (left arrow)">\
    <span aria-hidden="true">◂|</span><span class="hidden">The event before</span></button>
    <button type="button" id="play" title="Play or pause (space)">Play</button>
    <button type="button" id="next" title="The next event (right arrow)">\
    <span aria-hidden="true">|▸</span><span class="hidden">The next event</span></button>
    <label><span class="hidden">Speed: model time in a second</span><select id="speed"></select></label>
    <button type="button" id="link" title="Put this moment into the address of the page">Link</button>
    </span>
    </div>
    <label class="hidden" for="scrub">The moment shown</label>
    <input type="range" id="scrub" min="0" max="1" value="0" step="1"/>
    <svg id="strip" viewBox="0 0 1000 44" preserveAspectRatio="none" role="img" aria-labelledby="strip-t">\
    <title id="strip-t">How many are inside, over the time of the replay</title>\
    <path id="inside"></path><path id="now"></path></svg>
    <p id="scale"><span id="from"></span><span id="most"></span><span id="to"></span></p>
    <p class="hidden" id="said" aria-live="polite"></p>
    </div>
    """

  private static let aside = """
    <aside>
    <section aria-labelledby="counts-h">
    <h2 id="counts-h">So far</h2>
    <dl id="counts"></dl>
    </section>
    <section aria-labelledby="who-h">
    <h2 id="who-h">One of them</h2>
    <p><label for="name">Name</label> <input id="name" list="names" autocomplete="off" spellcheck="false"/>\
    <datalist id="names"></datalist>
    <button type="button" id="drop">Let go</button></p>
    <p id="doing" class="about">Click a mark in the drawing, or type a name.</p>
    <ol id="story" tabindex="0" aria-label="What it has done so far"></ol>
    </section>
    <section aria-labelledby="units-h">
    <h2 id="units-h">Resources</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Table: resources"><table id="units"></table></div>
    </section>
    <section aria-labelledby="steps-h">
    <h2 id="steps-h">Where they are</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Table: steps"><table id="places"></table></div>
    </section>
    </aside>
    """
}

extension Replay {
  /// The window in words.
  package var span: String {
    let plan = compiled.model.time
    return "from \(EventLog.words(window.lowerBound, plan)) to "
      + EventLog.words(window.upperBound, plan)
  }

  /// That less is shown than was wanted, and what to do about it; nil where all is shown.
  package var shortening: String? {
    wanted.map { wanted in
      "The replay ends after \(TimeUnits.words(Double(window.count))) of "
        + "\(TimeUnits.words(Double(wanted))): a page takes \(request.mostEvents) events. "
        + "Give --from another moment to see what comes later."
    }
  }
}

extension Replay {
  /// A moment of a run for people.
  package static func moment(_ tick: Int64, in model: Model) -> String {
    EventLog.words(tick, model.time)
  }

  /// The tick of a date.
  package static func tick(of date: ClockTime, in model: Model) -> Int64 {
    Int64(date.day) * Ticks.day + date.tickOfDay - EventLog.moment(0, model.time)
  }
}
