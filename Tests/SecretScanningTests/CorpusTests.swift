import Foundation
import GateModel
import GateTestSupport
import Testing

@testable import SecretScanning

/// The labelled corpus of Benchmarks/secret-corpus, through the scanner itself.
@Suite struct CorpusTests {
  /// One text and what must be found in it.
  struct Case {
    var family: String
    var path: RepositoryPath
    var bytes: [UInt8]
    var secrets: [Range<Int>]

    var isClean: Bool { secrets.isEmpty }
  }

  /// What came of a number of cases.
  struct Score {
    var found = 0
    var missed = 0
    var falseAlarms = 0
    var mistakes: [String] = []
    var families: [String: Int] = [:]

    var recall: Double { Double(found) / Double(max(1, found + missed)) }
    var precision: Double { Double(found) / Double(max(1, found + falseAlarms)) }
  }

  private static let generator = "\(#filePath)".split(separator: "/").dropLast(3).joined(separator: "/")

  static func cases(part: String) throws -> [Case] {
    let script = "/\(generator)/Benchmarks/secret-corpus/corpus.py"
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
    let result = try runProcess("python3", ["-B", script, "list", part], environment: ["PATH": path])
    try #require(result.status == 0, "\(result.errors)")
    return try result.output.split(separator: "\n").map { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      let decoder = JSONDecoder()
      let text = try decoder.decode(String.self, from: Data(fields[2].utf8))
      let scalars = Array(text.unicodeScalars)
      func offset(_ scalarCount: Int) -> Int { scalars[..<scalarCount].reduce(0) { $0 + $1.utf8.count } }
      let ranges = try decoder.decode([[Int]].self, from: Data(fields[3].utf8))
      return Case(
        family: fields[0], path: RepositoryPath(fields[1]), bytes: Array(text.utf8),
        secrets: ranges.map { offset($0[0])..<offset($0[1]) })
    }
  }

  static func score(_ cases: [Case]) throws -> Score {
    let scanner = try SecretScanner.everything.get()
    var score = Score()
    for item in cases {
      var pass = ScanPass(scanner: scanner, bytes: item.bytes, path: item.path)
      try pass.run()
      let found = pass.ranges()
      for secret in item.secrets {
        if found.contains(where: { $0.overlaps(secret) }) {
          score.found += 1
        } else {
          score.missed += 1
          score.families[item.family, default: 0] += 1
          score.mistakes.append("missed \(item.family) in \(item.path): \(excerpt(item))")
        }
      }
      if found.contains(where: { range in !item.secrets.contains(where: range.overlaps) }) {
        score.falseAlarms += 1
        score.families[item.family, default: 0] += 1
        score.mistakes.append("false alarm, \(item.family) in \(item.path): \(excerpt(item))")
      }
    }
    return score
  }

  private static func excerpt(_ item: Case) -> String { String(decoding: item.bytes.prefix(160), as: UTF8.self) }

  @Test func `the half for tuning: hardly a secret is missed, hardly a text is mistaken`() throws {
    let score = try Self.score(Self.cases(part: "tune"))
    #expect(score.recall >= 0.97, "\(score.mistakes.joined(separator: "\n"))")
    #expect(score.precision >= 0.98, "\(score.mistakes.joined(separator: "\n"))")
  }

  @Test func `the half held back: hardly a secret is missed, hardly a text is mistaken`() throws {
    // Families alone, for nobody should tune to a case: Benchmarks/secret-accuracy.sh has the table.
    let score = try Self.score(Self.cases(part: "held"))
    #expect(score.recall >= 0.97, "\(score.families)")
    #expect(score.precision >= 0.98, "\(score.families)")
  }

  @Test func `the corpus is as large as it says`() throws {
    let cases = try Self.cases(part: "tune") + Self.cases(part: "held")
    #expect(cases.count { !$0.isClean } >= 2_000)
    #expect(cases.count { $0.isClean } >= 4_000)
  }

  @Test func `the templates hold nothing that looks like a secret`() throws {
    let directory = "/\(Self.generator)/Benchmarks/secret-corpus"
    for name in ["tokens.tsv", "corpus.py", "README.md"]
      + ["tune", "held"].flatMap({ part in
        ["shapes", "positives", "negatives"].map { "\(part)/\($0).tsv" }
      })
    {
      let bytes = try Array(Data(contentsOf: URL(filePath: "\(directory)/\(name)")))
      #expect(try SecretScanner.everything.get().scan(bytes, path: RepositoryPath(name)).map(\.message) == [])
    }
  }
}
