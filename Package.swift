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

/// With GATE_PORTABLE in the environment gate is built to do without Vectorscan even where it is installed: the same findings,
/// slower. Where it is missing, gate does without it anyway.
let vectorscanSettings: [CSetting] =
  Context.environment["GATE_PORTABLE"] == nil ? [] : [.define("GATE_PORTABLE")]

/// Where git2.h lies. Homebrew's place has to be asked for; on Linux it is the system's own, and asking would link the library.
#if os(macOS)
  let libgit2Headers = systemLibrary("CLibgit2Headers", pkgConfig: "libgit2", apt: "libgit2-dev", brew: "libgit2")
#else
  let libgit2Headers = Target.systemLibrary(name: "CLibgit2Headers", providers: [.apt(["libgit2-dev"])])
#endif

let package = Package(
  name: "gate",
  platforms: [.macOS(.v15)],
  products: [.executable(name: "gate", targets: ["gate"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0")
  ],
  targets: [
    // C libraries, each behind one module.
    systemLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
    systemLibrary("CSQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    systemLibrary("CYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    systemLibrary("CCrypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
    systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
    // Vectorscan is opened at run time (`dlopen`), so that a run that scans nothing does not load its 9 MB.
    .target(
      name: "CVectorscan", cSettings: vectorscanSettings,
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // libcurl only where gate.yml names a remote cache and something has to be looked up there.
    .target(name: "CCurl", linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // libgit2 too: with what it needs in turn it takes longer to load than everything else in a commit's run.
    libgit2Headers,
    .target(
      name: "CLibgit2", dependencies: ["CLibgit2Headers"],
      linkerSettings: [.linkedLibrary("dl", .when(platforms: [.linux]))]),
    // Keeps libgit2 from reading every certificate of the machine when it starts.
    .target(name: "CLibgit2Startup"),
    // The parts of posix_spawn(3) that Swift's Glibc module does not show.
    .target(name: "CSpawn"),
    // Cloning of files, and iconv(3).
    .target(name: "CCheckout", linkerSettings: [.linkedLibrary("iconv", .when(platforms: [.macOS]))]),

    // Comparing many bytes at once, which Swift's SIMD types do one byte after the other.
    .target(name: "CByteMasks"),

    // The form of rename(2) that Swift's Glibc module does not show.
    .target(name: "CFileExchange"),

    // Words, then the small rooms that touch the machine.
    module("GateModel"),
    module("LocalFiles", ["CFileExchange", "GateModel"]),
    // SHA-1 and SHA-256. On macOS they come from CommonCrypto.
    module("Digests", [.target(name: "CCrypto", condition: .when(platforms: [.linux]))]),
    module("DocumentTree", ["CYAML", "GateModel"]),
    // What zip, tar and gzip pack, unpacked in memory.
    module("Archives", ["CZlib"]),
    // Line-based differences and the joining of edits; pure.
    module("TextMerge"),

    // Engines.
    module("GitRepository", ["CCheckout", "CLibgit2", "CLibgit2Startup", "CZlib", "Digests", "GateModel"]),
    module("GateConfiguration", ["BundledConfig", "DocumentTree", "GateModel"]),
    module("SecretScanning", ["CByteMasks", "CVectorscan", "CPCRE2", "Digests", "DocumentTree", "GateModel"]),
    // Asks the issuers of secrets whether they are still accepted; the only engine that talks to the network besides the cache.
    module("SecretValidation", ["CCurl", "Digests", "GateModel", "SecretScanning"]),
    module("FeatureFlags", ["Digests", "DocumentTree", "GateModel"]),
    module("TestSelection", ["Digests", "DocumentTree", "GateModel"]),
    // Which changed lines a run of tests executed, from the reports that tools write; pure.
    module("Coverage", ["DocumentTree", "GateModel"]),
    // What CI services say of the change that a job is about; pure.
    module("ContinuousIntegration", ["DocumentTree"]),
    // What fixers wrote, joined and brought to the index and the working tree.
    module("Fixing", ["GateModel", "GitRepository", "LocalFiles", "TextMerge"]),
    module("ToolProcess", ["CSpawn", "GateModel"]),
    module("ResultCache", ["CCurl", "CSQLite", "Digests", "GateModel", "LocalFiles"]),

    // Checks, the line that runs them, and what people see of it.
    module(
      "Checks",
      [
        "Coverage", "DocumentTree", "FeatureFlags", "GateModel", "LocalFiles", "SecretScanning", "TestSelection",
        "TextMerge", "ToolProcess",
      ]),
    module("GateRunner", ["Digests", "GateModel", "ResultCache"]),
    module("Reporting", ["Digests", "GateModel"]),
    module("HookInstallation", ["GateModel", "HookScripts", "LocalFiles"]),

    // The top-level folders that are shipped inside the binary.
    .target(
      name: "HookScripts", path: "Hooks", exclude: ["README.md"], resources: [.embedInCode("gate-hook.sh")],
      swiftSettings: strict),
    .target(
      name: "BundledConfig", path: "Config",
      exclude: [
        "README.md", "report.schema.json", "plan.schema.json", "explanation.schema.json", "selection.schema.json",
        "graph.schema.json",
      ],
      resources: [.embedInCode("presets"), .embedInCode("gate.schema.json")], swiftSettings: strict),

    // The composition root.
    module(
      "GateCommand",
      [
        "Archives", "BundledConfig", "Checks", "ContinuousIntegration", "Digests", "DocumentTree", "Fixing",
        "GateConfiguration",
        "GateModel",
        "GateRunner", "GitRepository",
        "HookInstallation", "LocalFiles", "Reporting", "ResultCache", "SecretScanning", "SecretValidation",
        "FeatureFlags", "TestSelection",
        "TextMerge", "ToolProcess",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    .executableTarget(name: "gate", dependencies: ["GateCommand"], swiftSettings: strict),

    // Tests.
    .target(name: "GateTestSupport", dependencies: ["GateModel"], path: "Tests/GateTestSupport", swiftSettings: strict),
    tests("GateModel"),
    .testTarget(name: "ArchitectureTests", swiftSettings: strict),
    tests("LocalFiles"),
    tests("DocumentTree"),
    tests("Archives"),
    tests("TextMerge"),
    .testTarget(name: "JSONDocumentTests", dependencies: ["DocumentTree", "GateModel"], swiftSettings: strict),
    tests("GitRepository"),
    tests("GateConfiguration", ["BundledConfig", "DocumentTree"], exclude: ["Goldens"]),
    tests("SecretScanning", ["Digests"]),
    tests("SecretValidation", ["Digests", "SecretScanning"]),
    tests("FeatureFlags"),
    tests("TestSelection", ["Digests"]),
    tests("Coverage"),
    tests("ContinuousIntegration"),
    tests("Fixing", ["GitRepository", "LocalFiles"]),
    tests("ToolProcess"),
    tests("Digests"),
    tests("ResultCache", ["CSQLite", "Digests"]),
    tests("Checks", ["BundledConfig", "LocalFiles", "SecretScanning", "ToolProcess"]),
    tests("Reporting", exclude: ["Goldens"]),
    tests("HookInstallation", ["HookScripts"]),
    tests("GateRunner", ["ResultCache"]),
    .testTarget(
      name: "GateTests", dependencies: ["gate", "GateModel", "GateTestSupport"], exclude: ["Goldens"],
      swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6]
)

// The fuzzers of `make fuzz`: only with their sanitizer do they have a `main`.
if Context.environment["GATE_FUZZ"] != nil {
  package.targets += [
    .executableTarget(
      name: "IndexFuzz", dependencies: ["GateModel", "GitRepository"], path: "Tests/Fuzz",
      exclude: ["IndexCorpus", "Secrets"],
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
    .executableTarget(
      name: "SecretFuzz", dependencies: ["GateModel", "SecretScanning"], path: "Tests/Fuzz/Secrets",
      swiftSettings: strict + [.unsafeFlags(["-parse-as-library"])]),
  ]
}

// What `make bench-tests` measures the choice of tests alone with.
if Context.environment["GATE_BENCH"] != nil {
  package.targets.append(
    .executableTarget(
      name: "SelectionBenchmark", dependencies: ["GateModel", "TestSelection"], path: "Benchmarks/test-selection",
      swiftSettings: strict))
  // And `make bench-flags` the search for references alone.
  package.targets.append(
    .executableTarget(
      name: "ReferenceBenchmark", dependencies: ["FeatureFlags", "GateModel"], path: "Benchmarks/flag-references",
      swiftSettings: strict))
}
