import DocumentTree
import GateModel

/// Reads the XML reports of Cobertura, JaCoCo and Clover.
enum XMLCoverage {
  static func report(_ bytes: [UInt8]) throws(CoverageError) -> CoverageReport {
    var reader = Reader(bytes)
    do throws(CheckError) {
      try reader.read()
    } catch {
      throw CoverageError(error.message)
    }
    guard reader.isCoverage else {
      throw CoverageError(
        "its root is <\(reader.root ?? "")>, where <coverage> (Cobertura, Clover) or <report> (JaCoCo) is known")
    }
    return reader.report
  }

  private struct Reader {
    private var xml: XMLReader
    private(set) var report = CoverageReport()
    private(set) var root: String?
    /// Cobertura's directories that file names are relative to.
    private var sources: [String] = []
    private var text: String?
    private var package = ""
    private var path: String?

    var isCoverage: Bool { root == "coverage" || root == "report" }

    init(_ bytes: [UInt8]) { xml = XMLReader(bytes) }

    mutating func read() throws(CheckError) {
      while let event = try xml.next() {
        switch event {
        case .start(let name, let attributes):
          if root == nil {
            root = name
            if !isCoverage { return }
          }
          start(name, attributes)
        case .text(let more): text? += more
        case .end(let name): end(name)
        }
      }
    }

    private mutating func start(_ name: String, _ attributes: [String: String]) {
      switch name {
      case "source": text = ""
      case "package": package = attributes["name"] ?? ""
      case "class":
        // Of Cobertura; a class of JaCoCo names its file without the directory, and one of Clover none.
        if let file = attributes["filename"] { begin(located(file)) }
      case "sourcefile":
        if let file = attributes["name"] { begin(package.isEmpty ? file : package + "/" + file) }
      case "file":
        if let file = attributes["path"] ?? attributes["name"] { begin(file) }
      case "line": line(attributes)
      default: break
      }
    }

    private mutating func begin(_ file: String) {
      path = file
      report.add(file)
    }

    private mutating func end(_ name: String) {
      switch name {
      case "source":
        if let text { sources.append(text.filter { !$0.isNewline }) }
        text = nil
      case "class", "sourcefile", "file": path = nil
      default: break
      }
    }

    /// Cobertura: `number`, `hits`. Clover: `num`, `count`. JaCoCo: `nr`, with the instructions that were executed in `ci`.
    private mutating func line(_ attributes: [String: String]) {
      guard let path else { return }
      let number = attributes["number"] ?? attributes["num"] ?? attributes["nr"]
      let count = attributes["hits"] ?? attributes["count"] ?? attributes["ci"]
      guard let number = number.flatMap({ Int($0) }), let count = count.flatMap({ UInt64($0) }) else { return }
      report.add(count, line: number, of: path)
    }

    /// Where there is one directory, the path below it; with several nobody says which one it is.
    private func located(_ file: String) -> String {
      guard !file.hasPrefix("/"), sources.count == 1, let source = sources.first, source.hasPrefix("/") else {
        return file
      }
      return source.hasSuffix("/") ? source + file : source + "/" + file
    }
  }
}
