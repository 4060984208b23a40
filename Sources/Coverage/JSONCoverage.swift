import DocumentTree

/// Reads the JSON reports of coverage.py, `llvm-cov export`, istanbul and SimpleCov.
enum JSONCoverage {
  static func report(_ bytes: [UInt8]) throws(CoverageError) -> CoverageReport {
    let document: DocumentNode
    do throws(DocumentError) {
      document = try JSONDocument.parse(bytes)
    } catch {
      throw CoverageError("it is no JSON at \(error.position.line):\(error.position.column): \(error.message)")
    }
    if document.text(at: "type") == "llvm.coverage.json.export" { return try LLVMCoverage.report(document) }
    if let files = document.member("files")?.members, document.member("meta") != nil { return coveragePy(files) }
    let entries = document.members ?? []
    if !entries.isEmpty, entries.allSatisfy({ $0.value.member("statementMap") != nil }) { return istanbul(entries) }
    if !entries.isEmpty, entries.allSatisfy({ $0.value.member("coverage") != nil }) { return simpleCov(entries) }
    throw CoverageError("it is JSON of none of the forms of coverage.py, llvm-cov, istanbul and SimpleCov")
  }

  private static func coveragePy(_ files: [DocumentNode.Entry]) -> CoverageReport {
    var report = CoverageReport()
    for file in files {
      guard let path = file.key.text else { continue }
      report.add(path)
      for line in file.value.member("executed_lines")?.items ?? [] {
        if let number = line.number { report.add(1, line: number, of: path) }
      }
      for line in file.value.member("missing_lines")?.items ?? [] {
        if let number = line.number { report.add(0, line: number, of: path) }
      }
    }
    return report
  }

  /// A line was executed as often as the statement on it that was executed most often: statements are counted where they start.
  private static func istanbul(_ files: [DocumentNode.Entry]) -> CoverageReport {
    var report = CoverageReport()
    for file in files {
      guard let path = file.value.text(at: "path") ?? file.key.text else { continue }
      report.add(path)
      let counts = Dictionary(
        (file.value.member("s")?.members ?? []).map { ($0.key.text ?? "", UInt64(max(0, $0.value.number ?? 0))) },
        uniquingKeysWith: { first, _ in first })
      var lines: CoverageReport.Lines = [:]
      for statement in file.value.member("statementMap")?.members ?? [] {
        guard let line = statement.value.member("start")?.member("line")?.number else { continue }
        lines[line] = max(lines[line] ?? 0, counts[statement.key.text ?? ""] ?? 0)
      }
      for (line, count) in lines { report.add(count, line: line, of: path) }
    }
    return report
  }

  /// `{"RSpec": {"coverage": {PATH: {"lines": [null, 1, 0]}}}}`, before version 0.18 without `lines`.
  private static func simpleCov(_ suites: [DocumentNode.Entry]) -> CoverageReport {
    var report = CoverageReport()
    for suite in suites {
      for file in suite.value.member("coverage")?.members ?? [] {
        guard let path = file.key.text else { continue }
        report.add(path)
        for (index, count) in (file.value.member("lines")?.items ?? file.value.items ?? []).enumerated() {
          if let count = count.number { report.add(UInt64(max(0, count)), line: index + 1, of: path) }
        }
      }
    }
    return report
  }
}

extension DocumentNode {
  var members: [Entry]? { if case .mapping(let entries) = content { entries } else { nil } }
  var items: [DocumentNode]? { if case .sequence(let items) = content { items } else { nil } }
  var text: String? { if case .string(let text) = content { text } else { nil } }
  var plain: String? { if case .plain(let text) = content { text } else { nil } }
  /// An integer; counts that were scaled are rounded up, so that what was executed stays so.
  var number: Int? {
    guard let plain else { return nil }
    return Int(plain) ?? Double(plain).flatMap { abs($0) < 1e15 ? Int($0.rounded(.up)) : nil }
  }

  func member(_ name: String) -> DocumentNode? { members?.first { $0.key.text == name }?.value }
  func text(at name: String) -> String? { member(name)?.text }
}
