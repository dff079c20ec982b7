// swift-tools-version: 6.2
import PackageDescription

/// The settings of every Swift target of ours.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "kendall",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "kendall", targets: ["KendallTool"]),
    .library(name: "Kendall", targets: ["Kendall"]),
  ],
  traits: [
    .trait(name: "Excel", description: "Workbooks for Excel, written by libxlsxwriter.")
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CGSL", pkgConfig: "gsl", providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]),
    .systemLibrary(
      name: "CXLSX", pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]),
    .target(name: "RandomStreams", dependencies: ["CGSL"], swiftSettings: settings),
    .target(name: "OutputStatistics", dependencies: ["CGSL"], swiftSettings: settings),
    .target(
      name: "EventEngine", dependencies: ["RandomStreams", "OutputStatistics", "CGSL"],
      swiftSettings: settings),
    .target(
      name: "FacilityModel",
      dependencies: ["EventEngine", "RandomStreams", "OutputStatistics", "Yams", "SwiftCSV"],
      swiftSettings: settings),
    .target(
      name: "Experiments",
      dependencies: [
        "FacilityModel", "EventEngine", "OutputStatistics", "RandomStreams",
        .product(name: "GRDB", package: "GRDB.swift"),
      ],
      swiftSettings: settings),
    .target(
      name: "Reporting",
      dependencies: [
        "Experiments", "FacilityModel", "EventEngine", "OutputStatistics", "RandomStreams",
        .target(name: "CXLSX", condition: .when(traits: ["Excel"])),
      ],
      swiftSettings: settings),
    .target(
      name: "KendallCommands",
      dependencies: [
        "Reporting", "Experiments", "FacilityModel", "EventEngine", "OutputStatistics",
        argumentParser,
      ],
      swiftSettings: settings),
    .target(
      name: "Kendall",
      dependencies: ["Reporting", "Experiments", "FacilityModel", "OutputStatistics"],
      swiftSettings: settings),
    .executableTarget(
      name: "KendallTool", dependencies: ["KendallCommands", argumentParser],
      swiftSettings: settings),

    .executableTarget(
      name: "KendallBenchmark",
      dependencies: [
        "KendallTestSupport", "Experiments", "FacilityModel", "EventEngine", "OutputStatistics",
      ],
      path: "Tests/Benchmarks", exclude: ["Models", "run"], swiftSettings: settings),
    .testTarget(
      name: "RandomStreamsTests", dependencies: ["RandomStreams"],
      resources: [.copy("Vectors")], swiftSettings: settings),
    .testTarget(
      name: "OutputStatisticsTests", dependencies: ["OutputStatistics"],
      resources: [.copy("Vectors")], swiftSettings: settings),
    .testTarget(
      name: "FacilityModelTests", dependencies: ["FacilityModel", "EventEngine", "RandomStreams"],
      resources: [.copy("Vectors"), .copy("good"), .copy("bad")], swiftSettings: settings),
    .testTarget(
      name: "ExperimentsTests",
      dependencies: [
        "KendallTestSupport", "Experiments", "FacilityModel", "EventEngine", "OutputStatistics",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "KendallCommandsTests", dependencies: ["KendallTool"], swiftSettings: settings),
    .testTarget(name: "KendallTests", dependencies: ["Kendall"], swiftSettings: settings),
    .testTarget(
      name: "ReportingTests",
      dependencies: [
        "Reporting", "Experiments", "FacilityModel", "EventEngine", "OutputStatistics",
      ],
      resources: [.copy("Vectors")], swiftSettings: settings),
    .target(
      name: "KendallTestSupport",
      dependencies: [
        "Experiments", "FacilityModel", "EventEngine", "OutputStatistics", "RandomStreams",
      ],
      path: "Tests/KendallTestSupport", swiftSettings: settings),
    .testTarget(
      name: "EventEngineTests",
      dependencies: [
        "KendallTestSupport", "EventEngine", "FacilityModel", "RandomStreams", "OutputStatistics",
      ],
      swiftSettings: settings),
    .testTarget(
      name: "VerificationTests",
      dependencies: [
        "KendallTestSupport", "Experiments", "FacilityModel", "EventEngine", "OutputStatistics",
      ],
      exclude: ["Cases"], swiftSettings: settings),
  ],
  swiftLanguageModes: [.v6]
)
