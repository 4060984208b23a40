import Fixing
import GateModel
import TextMerge

/// Shows fixes as a diff that git can apply.
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

  private func name(_ prefix: String, _ path: RepositoryPath) -> String {
    RepositoryPath(bytes: Array(prefix.utf8) + path.bytes).description
  }
}
