// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "clinic",
  platforms: [.macOS(.v15)],
  dependencies: [
    .package(path: "../kendall")
  ],
  targets: [
    .executableTarget(
      name: "clinic", dependencies: [.product(name: "Kendall", package: "kendall")])
  ]
)
