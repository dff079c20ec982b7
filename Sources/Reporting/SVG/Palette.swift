/// The colours of charts and drawings, told apart by the colour-blind as well.
///
/// The eight hues are those of Okabe and Ito (2008), some darkened for white paper and all
/// lightened for dark screens; no figure is told by its colour alone.
enum Palette {
  static let light = [
    "#0072B2", "#B95000", "#00795A", "#A4457E", "#8A6D00", "#2E86C1", "#6B4FA0", "#5A5A5A",
  ]
  static let dark = [
    "#5CB3E8", "#F0924A", "#3CC79F", "#E58FBF", "#E0C24A", "#9AD0F5", "#B9A2E8", "#B5B5B5",
  ]

  /// The names of the colours in style sheets: `--k0` to `--k7` and those of ink and paper.
  static let variables: String = {
    func row(_ colours: [String]) -> String {
      colours.enumerated().map { "--k\($0.offset):\($0.element);" }.joined()
    }
    let ink =
      "--paper:#ffffff;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--faint:#f3f5f8;--good:#00795A;"
      + "--bad:#B3261E;--shade:#0000002e;--heat0:#f3f6fa;--heat1:#08306b;"
    let inkOnDark =
      "--paper:#14181d;--ink:#e6e9ed;--soft:#a3adb8;--line:#3a424c;--faint:#1d2329;--good:#3CC79F;"
      + "--bad:#FF8A80;--shade:#000000b0;--heat0:#1d2530;--heat1:#9AD0F5;"
    return """
      .kendall,:root{color-scheme:light dark;\(ink)\(row(light))}
      @media (prefers-color-scheme:dark){.kendall,:root{\(inkOnDark)\(row(dark))}}
      @media print{.kendall,:root{\(ink)\(row(light))}}
      """
  }()
}
