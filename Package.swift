// swift-tools-version: 6.2
import PackageDescription

/// Held by every target: imports are private unless a file's own API needs them, and an existential says `any`.
let strict: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: strict)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  let tested: [Target.Dependency] = name == "GateModel" ? [] : [.init(stringLiteral: name)]
  return .testTarget(
    name: "\(name)Tests", dependencies: tested + ["GateModel", "GateTestSupport"] + dependencies, exclude: exclude,
    swiftSettings: strict)
}

func systemLibrary(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

let package = Package(
  name: "gate",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "gate", targets: ["gate"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.0", traits: []),
    .package(url: "https://github.com/apple/swift-system", from: "1.5.0"),
  ],
  targets: [
    // C libraries, each behind one module.
    systemLibrary("CLibgit2", pkgConfig: "libgit2", apt: "libgit2-dev", brew: "libgit2"),
    systemLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
    systemLibrary("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    systemLibrary("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
    // Vectorscan is opened at run time (`dlopen`), so that a run that scans nothing does not load its 9 MB.
    .target(name: "CVectorscan", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),

    // Words, then the small rooms that touch the machine.
    module("GateModel"),
    module("LocalFiles", ["GateModel"]),
    module("DocumentTree", ["CYAML", "GateModel"]),

    // Engines.
    module("GitRepository", ["CLibgit2", "GateModel"]),
    module("GateConfiguration", ["BundledConfig", "DocumentTree", "GateModel"]),
    module("SecretScanning", ["CVectorscan", "CPCRE2", "GateModel"]),
    module("FeatureFlags", ["DocumentTree", "GateModel"]),
    module("TestSelection", ["GateModel"]),
    module(
      "ToolProcess",
      [
        "GateModel", .product(name: "Subprocess", package: "swift-subprocess"),
        .product(name: "SystemPackage", package: "swift-system"),
      ]),
    module("ResultCache", ["CSQLite", "CCrypto", "GateModel", "LocalFiles"]),

    // Checks, the line that runs them, and what people see of it.
    module(
      "Checks",
      ["DocumentTree", "FeatureFlags", "GateModel", "LocalFiles", "SecretScanning", "TestSelection", "ToolProcess"]),
    module("GateRunner", ["GateModel", "ResultCache"]),
    module("Reporting", ["GateModel"]),
    module("HookInstallation", ["GateModel", "GitRepository", "HookScripts", "LocalFiles"]),

    // The top-level folders that are shipped inside the binary.
    .target(
      name: "HookScripts", path: "Hooks", exclude: ["README.md"], resources: [.embedInCode("gate-hook.sh")],
      swiftSettings: strict),
    .target(
      name: "BundledConfig", path: "Config", exclude: ["README.md"],
      resources: [.embedInCode("presets"), .embedInCode("gate.schema.json")], swiftSettings: strict),

    // The composition root.
    module(
      "GateCommand",
      [
        "BundledConfig", "Checks", "GateConfiguration", "GateModel", "GateRunner", "GitRepository", "HookInstallation",
        "LocalFiles", "Reporting", "ResultCache", "SecretScanning", "FeatureFlags", "TestSelection", "ToolProcess",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "gate", dependencies: ["GateCommand"], swiftSettings: strict),

    // Tests.
    .target(name: "GateTestSupport", dependencies: ["GateModel"], path: "Tests/GateTestSupport", swiftSettings: strict),
    tests("GateModel"),
    tests("DocumentTree"),
    tests("GateConfiguration", ["BundledConfig", "DocumentTree"], exclude: ["Goldens"]),
  ],
  swiftLanguageModes: [.v6]
)
