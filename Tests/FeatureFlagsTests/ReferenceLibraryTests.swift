import FeatureFlags
import GateModel
import Testing

@Suite struct ReferenceLibraryTests {
  private static let texts: [(RepositoryPath, String)] = [
    ("a/keys.py", "# flags\nNEW = 'new-ui'\nLIMIT = 'limit'\n"),
    ("a/use.py", "import openfeature\nx = c.get_boolean_value(keys.NEW, True)\ny = c.get_float_value('limit', 1.5)\n"),
    ("b/wrap.ts", "import 'openfeature';\nexport const ask = (key: string) => client.getStringValue(key, 'x');\n"),
    ("b/call.ts", "import { ask } from './wrap';\nask('colour'); ask(`x-${y}`);\n"),
    ("c/plain.go", "package c\nfunc f() {}\n"),
    ("c/test_x.py", "import openfeature\nInMemoryProvider({'new-ui': 1})\n"),
    ("d/page.html", "<p data-feature=\"new-ui\">x</p>"), ("d/notes.md", "`old-ui` is old"),
    ("e/a.rb", "require 'openfeature'\nc.fetch_boolean_value(flag_key: \"x-#{y}\", default_value: false)\n"),
  ]
  private static let keys = ["new-ui", "limit", "colour", "old-ui"]

  private static func id(_ text: String) -> ObjectID? {
    var bytes = [UInt8](repeating: 0, count: 20)
    for (number, byte) in text.utf8.enumerated() {
      bytes[number % 20] = bytes[number % 20] &* 31 &+ byte &+ UInt8(number & 7)
    }
    return ObjectID(bytes: bytes)
  }

  /// What a library says of `texts`, and how many of them it read.
  private static func content(
    _ texts: [(RepositoryPath, String)], _ library: inout ReferenceLibrary, keys: [String] = keys
  ) throws -> (content: FlagContent, read: Int) {
    let flags = keys.map { Flag(key: $0, path: "flags.json", range: SourceRange(line: 1)) }
    let files = try texts.map { path, text in
      SnapshotFile(path: path, version: FileVersion(mode: .regular, id: try #require(id(text))))
    }
    let byPath = Dictionary(texts, uniquingKeysWith: { first, _ in first })
    var read = 0
    let content = FlagContent(
      files: [FlagFile(path: "flags.json", format: .flagd, flags: flags)], settings: FlagReferenceSettings(),
      known: library.known
    ) { query in
      library.files(files, for: query) { file in
        read += 1
        return byPath[file.path].map { Array($0.utf8) }
      }
    }
    return (content, read)
  }

  private static func archive(_ texts: [(RepositoryPath, String)] = texts) throws -> [UInt8] {
    var library = ReferenceLibrary(FlagReferenceSettings(), archive: nil)
    _ = try content(texts, &library)
    let files = try texts.map { path, text in
      SnapshotFile(path: path, version: FileVersion(mode: .regular, id: try #require(id(text))))
    }
    #expect(library.isWorthKeeping(files))
    return library.archive(of: files)
  }

  private static func fresh(_ texts: [(RepositoryPath, String)], keys: [String] = keys) throws -> FlagContent {
    var library = ReferenceLibrary(FlagReferenceSettings(), archive: nil)
    return try content(texts, &library, keys: keys).content
  }

  @Test func `what an archive knows is not read again and says the same`() throws {
    var library = ReferenceLibrary(FlagReferenceSettings(), archive: try Self.archive())
    let (content, read) = try Self.content(Self.texts, &library)
    #expect(read == 0)
    #expect(content == (try Self.fresh(Self.texts)))
    #expect(content.references.count == 5)
    #expect(content.mentions.map(\.key).contains("old-ui"))
    #expect(content.unresolved.count == 1)
  }

  @Test func `only what changed is read, wherever it stands`() throws {
    let archive = try Self.archive()
    for place in Self.texts.indices {
      var changed = Self.texts
      changed[place].1 += "\n# colour and `limit`\n"
      var removed = Self.texts
      removed.remove(at: place)
      var added = Self.texts
      added.insert(
        (RepositoryPath("a/new\(place).py"), "import openfeature\nc.get_string_value('colour', 'x')"), at: place)
      // Without the constant's file its name is looked for everywhere.
      let rest = place == 0 ? removed.count : 0
      for (texts, expected) in [(changed, 1), (removed, rest), (added, 1), (Array(Self.texts.reversed()), 0)] {
        var library = ReferenceLibrary(FlagReferenceSettings(), archive: archive)
        let (content, read) = try Self.content(texts, &library)
        #expect(read == expected)
        #expect(content == (try Self.fresh(texts)))
      }
    }
  }

  @Test func `the same text in another language is another text`() throws {
    let texts: [(RepositoryPath, String)] = [("a.py", "# openfeature\nc.get_boolean_value('new-ui', True)")]
    let archive = try Self.archive(texts)
    var library = ReferenceLibrary(FlagReferenceSettings(), archive: archive)
    let (content, read) = try Self.content([("a.go", texts[0].1)], &library)
    #expect(read == 1)
    #expect(content == (try Self.fresh([("a.go", texts[0].1)])))
  }

  @Test func `a new flag that code asks for needs no new search, one that nothing asks for does`() throws {
    let archive = try Self.archive()
    var texts = Self.texts
    texts[1].1 += "c.get_boolean_value('fresh', True)\n"
    var library = ReferenceLibrary(FlagReferenceSettings(), archive: archive)
    #expect(try Self.content(texts, &library, keys: Self.keys + ["fresh"]).read == 1)
    library = ReferenceLibrary(FlagReferenceSettings(), archive: archive)
    let (content, read) = try Self.content(Self.texts, &library, keys: Self.keys + ["fresh"])
    #expect(read == Self.texts.count)
    #expect(content == (try Self.fresh(Self.texts, keys: Self.keys + ["fresh"])))
  }

  @Test func `other settings make an archive void`() throws {
    var settings = FlagReferenceSettings()
    settings.aliases = [.camel]
    #expect(ReferenceLibrary(settings, archive: try Self.archive()).known == nil)
    #expect(ReferenceLibrary(FlagReferenceSettings(), archive: try Self.archive()).known != nil)
  }

  @Test func `a damaged archive is none`() throws {
    let archive = try Self.archive()
    for length in stride(from: 0, to: archive.count, by: 7) {
      #expect(ReferenceLibrary(FlagReferenceSettings(), archive: Array(archive[..<length])).known == nil)
    }
    for place in stride(from: 0, to: archive.count, by: 11) {
      var damaged = archive
      damaged[place] ^= 0x21
      #expect(ReferenceLibrary(FlagReferenceSettings(), archive: damaged).known == nil)
    }
  }
}
