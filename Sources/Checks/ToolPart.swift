import GateModel
import LocalFiles

/// A file or a directory that takes part in what a program is.
struct ToolPart: Hashable {
  enum Kind: Hashable {
    /// The program, or something that it starts or reads.
    case file
    /// What interprets it.
    case interpreter
    /// A package manager's record of what it installed.
    case record
    /// A directory of installed Python distributions.
    case distributions
  }

  var path: LocalPath
  var kind: Kind

  /// Larger programs are not read.
  private static let sizeLimit = 1 << 30
  private static let recordLimit = 64 << 20

  /// Changes whenever the file or directory is replaced or written to.
  var stamp: String {
    guard let status = LocalFiles.status(path, followingLinks: true) else { return "\(path) -" }
    return "\(path) \(status.device):\(status.inode):\(status.size):\(status.modified)"
  }

  /// What is in it, as text that is the same only for the same.
  func content(_ digest: ([UInt8]) -> String) throws(FileError) -> String {
    switch kind {
    case .file, .interpreter, .record: return digest(try LocalFiles.read(path, limit: Self.sizeLimit))
    case .distributions: return digest(Array(try distributions(digest).joined(separator: "\n").utf8))
    }
  }

  /// `black-26.1.0.dist-info`: name and version of everything that is installed there, and what its RECORD says of its files
  /// (https://packaging.python.org/en/latest/specifications/recording-installed-packages/), for one version may be installed
  /// anew from other sources.
  private func distributions(_ digest: ([UInt8]) -> String) throws(FileError) -> [String] {
    var lines: [String] = []
    for bytes in try LocalFiles.list(path).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let name = String(decoding: bytes, as: UTF8.self)
      guard name.hasSuffix(".dist-info") || name.hasSuffix(".egg-info") || name.hasSuffix(".pth") else { continue }
      let place = path.appending(bytes: bytes)
      let file = name.hasSuffix(".pth") ? place : place.appending("RECORD")
      // Distributions of a system's package manager come without one: their version is all that is known.
      let record = LocalFiles.status(file, followingLinks: true)?.isRegularFile == true
      lines.append(record ? "\(name) \(digest(try LocalFiles.read(file, limit: Self.recordLimit)))" : name)
    }
    return lines
  }
}
