import Fixing
import GateModel
import TextMerge

/// Shows fixes: as a diff that git can apply, and piece by piece.
struct FixDiff {
  private static let sizeLimit: UInt64 = 64 << 20

  private let content: any ContentSource

  init(_ content: any ContentSource) { self.content = content }

  /// The unified diff of `files`, `nil` where there are none. Bytes that are no UTF-8 show as U+FFFD.
  func text(_ files: [FixedFile]) throws(CheckError) -> String? {
    if files.isEmpty { return nil }
    var text = ""
    for file in files {
      let old = try content.bytes(of: file.old.id, limit: Self.sizeLimit)
      let new = try content.bytes(of: file.new.id, limit: Self.sizeLimit)
      text += "--- \(name("a/", file.path))\n+++ \(name("b/", file.path))\n"
      text += String(decoding: UnifiedDiff.hunks(from: old, to: new), as: UTF8.self)
    }
    return text
  }

  /// What becomes of which lines. A file that is no text, or in which `scanner` finds a secret, is left out whole: a piece of
  /// it could show a part of the secret that nothing recognises.
  func edits(_ files: [FixedFile], scanner: LazyScanner) throws(CheckError) -> [FixReport.Edit] {
    var edits: [FixReport.Edit] = []
    for file in files {
      let old = Lines(try content.bytes(of: file.old.id, limit: Self.sizeLimit))
      let new = Lines(try content.bytes(of: file.new.id, limit: Self.sizeLimit))
      if String(validating: old.bytes, as: UTF8.self) == nil || String(validating: new.bytes, as: UTF8.self) == nil
        || old.isBinary || new.isBinary
      {
        continue
      }
      if try scanner.masked(new.bytes, file.path) != nil { continue }
      edits += LineDiff.hunks(from: old, to: new).map { hunk in
        FixReport.Edit(
          path: file.path, range: Self.range(hunk.old, in: old), text: String(decoding: new[hunk.new], as: UTF8.self))
      }
    }
    return edits
  }

  private static func range(_ lines: Range<Int>, in text: Lines) -> SourceRange {
    let first = lines.lowerBound + 1
    if let last = lines.last, text[last].last != UInt8(ascii: "\n") {
      let width = String(decoding: text[last], as: UTF8.self).unicodeScalars.count
      return SourceRange(line: first, column: 1, endLine: last + 1, endColumn: width + 1)
    }
    return SourceRange(line: first, column: 1, endLine: lines.upperBound + 1, endColumn: 1)
  }

  private func name(_ prefix: String, _ path: RepositoryPath) -> String {
    RepositoryPath(bytes: Array(prefix.utf8) + path.bytes).description
  }
}
