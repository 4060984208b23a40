import Digests
import GateModel
import GateTestSupport
import ResultCache
import Testing

@Suite struct KeyBuilderTests {
  static let first = ObjectID(bytes: [UInt8](repeating: 0x11, count: 20))
  static let second = ObjectID(bytes: [UInt8](repeating: 0x22, count: 32))
  static let platform = Platform(system: "Linux", architecture: "x86_64", runtime: "glibc 2.36")

  /// All that goes into a key, in one value.
  struct Parts: Sendable {
    var traits = CheckTraits(kind: "command", grain: .file, reading: .directory, timeout: .seconds(60))
    var dependencies = CheckDependencies(definition: [])
    var platform = KeyBuilderTests.platform

    var builder: KeyBuilder { KeyBuilder(traits: traits, dependencies: dependencies, platform: platform) }
  }

  static func file(_ path: String, _ id: ObjectID?, _ mode: FileMode = .regular) throws -> SnapshotFile {
    SnapshotFile(path: RepositoryPath(path), version: FileVersion(mode: mode, id: try #require(id)))
  }

  static func rich() throws -> Parts {
    let first = try #require(first)
    let second = try #require(second)
    return Parts(
      traits: CheckTraits(
        kind: "lint", grain: .task, reading: .directory, isolation: .snapshot, timeout: .seconds(60)),
      dependencies: CheckDependencies(
        definition: ["black", "--check", "{files}"],
        inputs: [
          .init(path: "pyproject.toml", version: FileVersion(mode: .regular, id: first)),
          .init(path: RepositoryPath(bytes: [0xff] + "/setup.cfg".utf8), version: nil),
          .init(path: "black", version: FileVersion(mode: .symbolicLink, id: second)),
        ],
        tools: [
          .init(name: "python3", identity: "sha256:beef"), .init(name: "black", identity: "sha256:cafe 24.1"),
        ],
        environment: [.init(name: "LANG", value: nil), .init(name: "CI", value: "")]))
  }

  // The digests were worked out by a second implementation, in Python, from the description above `KeyBuilder`. When one
  // changes without a new version, verdicts of one gate answer for another.
  @Test func `keys stay what they were`() throws {
    let file = try Self.file("a.py", Self.first)
    let plain = Parts().builder
    #expect(plain.key(forFile: file).description == "26bac47a614d889b7f882bd607d17bc84ca207922816e7ea3b1de39f4d505d6a")
    #expect(
      plain.key(forTask: [file]).description == "394fb3784bba6f97d024859bf37f8b3434081d0dd69f1beab4bd9a7e8d29fe36")
    #expect(plain.key(forTask: []).description == "cd8ac5bc700f977ba6152b21d2eb52d926e5afd3f926d0bb20714c9599abdee9")
    let rich = try Self.rich().builder
    let files = [
      try Self.file("src/b.py", Self.second, .executable), try Self.file("src/a b.py", Self.first),
      SnapshotFile(
        path: RepositoryPath(bytes: [0xff, 0x0a]),
        version: FileVersion(mode: .submodule, id: try #require(Self.first))),
    ]
    #expect(
      rich.key(forFile: files[0]).description == "53779d41ca41400664a77ecf1f21ee05215476a1ad40953aa91390d6a0575324")
    #expect(rich.key(forTask: files).description == "4093c00c189df37a47f4836b519231660d329acfc74a430f85c989bb54998645")
    let trees = [try #require(Self.first), try #require(Self.second)].map { WholeTree(id: $0, fileCount: 3) }
    #expect(
      plain.key(forWhole: trees[0]).description == "69eca4348ecab848bc8404b675f2483224e8610720250a04509c33e0a5bd4d5e")
    #expect(
      rich.key(forWhole: trees[1]).description == "7593ab076e2587d74f0322c0e1284ef01ee93f990adb111ea5668a6a1228487d")
  }

  /// Every way to change one thing; none may leave the key as it was, nor lead to the same key as another.
  static let changes: [@Sendable (inout Parts) -> Void] = [
    { _ in },
    { $0.traits.kind = "tests" },
    { $0.traits.grain = .file },
    { $0.traits.reading = .blobs },
    { $0.traits.isolation = .inPlace },
    { $0.traits.isolation = .automatic },
    { $0.dependencies.definition = [] },
    { $0.dependencies.definition.swapAt(0, 1) },
    { $0.dependencies.definition.append("") },
    { $0.dependencies.definition[0] += " " },
    { $0.dependencies.definition = ["black--check", "{files}"] },
    { $0.dependencies.definition = ["black", "--check{files}"] },
    { $0.dependencies.definition.append("{files}") },
    { $0.dependencies.inputs.removeFirst() },
    { $0.dependencies.inputs[0].version = nil },
    { $0.dependencies.inputs[0].version?.mode = .executable },
    { $0.dependencies.inputs[0].version = $0.dependencies.inputs[2].version },
    { $0.dependencies.inputs[0].path = "pyproject.tom" },
    { $0.dependencies.inputs[1].version = $0.dependencies.inputs[0].version },
    { $0.dependencies.inputs.append(.init(path: "x", version: nil)) },
    { $0.dependencies.tools.removeAll() },
    { $0.dependencies.tools[0].identity = "sha256:bee" },
    { $0.dependencies.tools[0] = .init(name: "python3s", identity: "ha256:beef") },
    { $0.dependencies.tools.append(.init(name: "", identity: "")) },
    { $0.dependencies.environment.removeFirst() },
    { $0.dependencies.environment[0].value = "" },
    { $0.dependencies.environment[1].value = nil },
    { $0.dependencies.environment[1].value = "C" },
    { $0.dependencies.environment[1].name = "CD" },
    { $0.dependencies.environment.append(.init(name: "", value: nil)) },
    { $0.dependencies.outside = [.init(name: "~/.rc", digest: nil)] },
    { $0.dependencies.outside = [.init(name: "~/.rc", digest: "")] },
    { $0.dependencies.outside = [.init(name: "~/.r", digest: "c")] },
    { $0.dependencies.outside = [.init(name: "~/.rc", digest: nil), .init(name: "~/.xrc", digest: nil)] },
    { $0.platform.system = "Darwin" },
    { $0.platform.architecture = "arm64" },
    { $0.platform.runtime = "musl" },
    { $0.platform = Platform(system: "Linuxx", architecture: "86_64", runtime: "glibc 2.36") },
    { $0.dependencies.tools[0].identity = String(repeating: "x", count: 70_000) },
    { $0.dependencies.tools[0].identity = String(repeating: "x", count: 70_000) + "y" },
    { $0.dependencies.tools[0].identity = "z" + String(repeating: "x", count: 70_000) },
    { $0.dependencies.definition[0] = String(repeating: "x", count: 70_000) },
    { $0.dependencies.definition[0] = String(repeating: "x", count: 70_001) },
  ]

  @Test func `whatever changes, changes the key`() throws {
    let file = try Self.file("a.py", Self.first)
    var seen: [CacheKey: Int] = [:]
    for (index, change) in Self.changes.enumerated() {
      var parts = try Self.rich()
      change(&parts)
      for key in [parts.builder.key(forFile: file), parts.builder.key(forTask: [file])] {
        let earlier = seen.updateValue(index, forKey: key)
        #expect(earlier == nil, "changes \(index) and \(earlier ?? -1) lead to one key")
      }
    }
    #expect(seen.count == Self.changes.count * 2)
  }

  @Test func `a file's path, mode and content are all in its key`() throws {
    let builder = try Self.rich().builder
    let versions = [
      try Self.file("a", Self.first), try Self.file("b", Self.first), try Self.file("a", Self.first, .executable),
      try Self.file("a", Self.first, .symbolicLink), try Self.file("a", Self.second),
      // 20 bytes and the same 20 bytes followed by zeros.
      try Self.file("a", ObjectID(bytes: [UInt8](repeating: 0x11, count: 20) + [UInt8](repeating: 0, count: 12))),
      try Self.file("", Self.first),
    ]
    #expect(Set(versions.map(builder.key(forFile:))).count == versions.count)
    #expect(Set(versions.map { builder.key(forTask: [$0]) }).count == versions.count)
    var tasks = (0...versions.count).map { builder.key(forTask: Array(versions.prefix($0))) }
    tasks.append(builder.key(forTask: [versions[1]]))
    #expect(Set(tasks).count == versions.count + 2)
  }

  @Test func `a whole tree's key is its own, however many files it has`() throws {
    let builder = try Self.rich().builder
    let first = try #require(Self.first)
    let second = try #require(Self.second)
    let key = builder.key(forWhole: WholeTree(id: first, fileCount: 1))
    #expect(builder.key(forWhole: WholeTree(id: first, fileCount: 2)) == key)
    #expect(builder.key(forWhole: WholeTree(id: second, fileCount: 1)) != key)
    #expect(builder.key(forTask: []) != key)
    #expect(try builder.key(forFile: Self.file("", Self.first)) != key)
  }

  @Test func `the order of what has none does not matter`() throws {
    let parts = try Self.rich()
    let files = try (0..<40).map { try Self.file("f\($0)", $0.isMultiple(of: 2) ? Self.first : Self.second) }
    let key = parts.builder.key(forTask: files)
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20 {
      var shuffled = parts
      shuffled.dependencies.inputs.shuffle(using: &random)
      shuffled.dependencies.tools.shuffle(using: &random)
      shuffled.dependencies.environment.shuffle(using: &random)
      shuffled.dependencies.tools.append(shuffled.dependencies.tools[0])
      #expect(shuffled.builder.key(forTask: files.shuffled(using: &random) + files.prefix(3)) == key)
    }
  }

  @Test func `time-out and policies are no part of the key`() throws {
    var parts = try Self.rich()
    let key = parts.builder.key(forTask: [])
    parts.traits.timeout = .seconds(1)
    parts.traits.isCacheable = false
    parts.traits.keepsFailures = false
    #expect(parts.builder.key(forTask: []) == key)
  }

  @Test func `two spellings of one letter are two values`() {
    var composed = Parts()
    composed.dependencies.definition = ["\u{e9}"]
    var decomposed = Parts()
    decomposed.dependencies.definition = ["e\u{301}"]
    #expect(composed.builder.key(forTask: []) != decomposed.builder.key(forTask: []))
  }

  @Test func `a key is its bytes`() throws {
    let key = Parts().builder.key(forTask: [])
    #expect(key.bytes.count == 32)
    #expect(CacheKey(bytes: key.bytes) == key)
    #expect(CacheKey(bytes: key.bytes.dropLast()) == nil)
    #expect(Digest256.hex(key.bytes) == key.description)
  }

  @Test func `keys are ordered by their bytes`() throws {
    let keys = (0..<200).map { Parts(platform: .init(system: "\($0)", architecture: "", runtime: "")) }
      .map { $0.builder.key(forTask: []) }
    let byBytes = keys.sorted { $0.bytes.lexicographicallyPrecedes($1.bytes) }
    #expect(keys.sorted() == byBytes)
  }

  @Test func `this machine has a name, a processor and a runtime`() {
    let platform = Platform.current
    #expect(["Linux", "Darwin"].contains(platform.system))
    #expect(!platform.architecture.isEmpty)
    #expect(platform.runtime.contains { $0.isNumber } || platform.runtime == "musl")
  }
}
