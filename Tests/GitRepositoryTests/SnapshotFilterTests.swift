import Foundation
import GateModel
import GateTestSupport
import GitRepository
import Testing

/// A file in a snapshot is byte for byte what git would check out, whatever attributes and settings say.
@Suite struct SnapshotFilterTests {
  private static let attributes = [
    "", "text", "-text", "text=auto", "eol=lf", "eol=crlf", "text eol=crlf", "text=auto eol=crlf", "-text eol=crlf",
    "crlf", "-crlf", "crlf=input", "ident", "text ident eol=crlf", "binary", "text working-tree-encoding=UTF-16",
    "text working-tree-encoding=UTF-16LE", "text eol=crlf working-tree-encoding=UTF-16BE",
    "text working-tree-encoding=UTF-16LE-BOM", "text working-tree-encoding=ISO-8859-1 ident",
    "working-tree-encoding=UTF-8", "text=auto working-tree-encoding=UTF-32LE", "working-tree-encoding=no-such-encoding",
    "filter=missing",
  ]

  private static let texts = [
    "", "one\ntwo\n", "one\r\ntwo\r\n", "one\ntwo\r\n", "one\rtwo\r", "no end", "$Id$\n", "$Id: old $ $Id$ $Id\n",
    "$Id: of another system $ $Id:$\n$Id: \n$", "g\u{fc}n\n", "\u{20ac}\n", "\u{1f600} \r\n", "$Id$\u{fc}\r\n\n",
  ]

  private static let contents: [[UInt8]] =
    texts.map { Array($0.utf8) } + [[0, 10, 13, 10], [0xff, 0xfe, 10], [0x1a], [10, 0x1a], [1, 2, 3, 10]]

  private static let settings: [[(String, String)]] = [
    [], [("core.autocrlf", "true")], [("core.autocrlf", "input")], [("core.eol", "crlf")],
    [("core.eol", "lf"), ("core.autocrlf", "true")], [("core.eol", "crlf"), ("core.autocrlf", "false")],
    [("core.symlinks", "false")],
  ]

  /// A repository with every content under every attribute, put there past all filters.
  private func repository() throws -> TestRepository {
    let repository = try TestRepository()
    var attributes = ""
    for (row, text) in Self.attributes.enumerated() { attributes += "*.\(row) \(text)\n" }
    try repository.write(".gitattributes", attributes)
    try repository.link("link", to: "some/where")
    try repository.git("add", ".")
    var lines: [UInt8] = []
    for (column, content) in Self.contents.enumerated() {
      let id = try repository.git(["hash-object", "-w", "--stdin"], stdin: content).trimmingCharacters(in: .newlines)
      for row in Self.attributes.indices { lines += Array("100644 \(id)\t\(column).\(row)\n".utf8) }
    }
    try repository.git(["update-index", "--add", "--index-info"], stdin: lines)
    return repository
  }

  @Test(arguments: settings.indices)
  func `line ends, ident and encodings are git's`(setting: Int) throws {
    let repository = try repository()
    for (name, value) in Self.settings[setting] { try repository.git("config", name, value) }
    let snapshot = try repository.snapshot()
    try expectSame(snapshot.directory, try repository.checkout("theirs"))
  }

  @Test func `a change of the settings or of an attribute rewrites what it concerns, and nothing else`() throws {
    let repository = try repository()
    let directory = try repository.snapshot().directory
    for (round, setting) in Self.settings.enumerated() {
      for (name, value) in setting { try repository.git("config", name, value) }
      _ = try repository.snapshot()
      try expectSame(directory, try repository.checkout("\(round)"), "\(setting)")
      for (name, _) in setting { try repository.git("config", "--unset", name) }
    }
    _ = try repository.snapshot()
    let before = try marks(directory)
    try repository.write(".git/info/attributes", "0.0 eol=crlf\n1.0 eol=crlf\n")
    _ = try repository.snapshot()
    try expectSame(directory, try repository.checkout("info"))
    let touched = try marks(directory).split(separator: "\n").difference(from: before.split(separator: "\n"))
    #expect(touched.insertions.count == 3, "two files and their directory: \(touched)")
  }

  @Test func `a clean working file is the source only where no filter stands between`() throws {
    let repository = try TestRepository.withCommit()
    try repository.write(".gitattributes", "*.text text\n")
    // git cleans the file to the blob with mere line feeds, and calls it unmodified.
    try repository.write("a.text", "one\r\ntwo\r\n")
    try repository.git("add", ".")
    let snapshot = try repository.snapshot()
    try expectSame(snapshot.directory, try repository.checkout("theirs"))
    #expect(try Data(contentsOf: URL(filePath: "\(snapshot.directory)/a.text")) == Data("one\ntwo\n".utf8))
  }

  @Test func `a blob that is not here is not needed where the working file has it`() throws {
    let repository = try TestRepository.withCommit()
    let theirs = try repository.checkout("theirs")
    let past = [timeval(tv_sec: 981_173_106, tv_usec: 0), timeval(tv_sec: 981_173_106, tv_usec: 0)]
    #expect(utimes("\(repository.root)/a.txt", past) == 0)
    try repository.git("update-index", "--refresh")
    let id = try repository.id("HEAD:a.txt").description
    try FileManager.default.removeItem(atPath: "\(repository.root)/.git/objects/\(id.prefix(2))/\(id.dropFirst(2))")
    try expectSame(try repository.snapshot().directory, theirs)
  }
}
