import GateModel

/// Where definitions are read from: texts of the content and of what was there before, and what was kept of them.
package struct DefinitionTexts: Sendable {
  /// The bytes of a file, `nil` where it is too large to be read.
  package typealias Reader = GraphBuilder.Reader

  let read: Reader
  let spread: GraphBuilder.Spread
  let load: @Sendable () -> [UInt8]?
  let keep: @Sendable ([UInt8]) -> Void

  /// - Parameters:
  ///   - load: what was last handed to `keep`, `nil` where nothing was.
  package init(
    spread: @escaping GraphBuilder.Spread = { count, body in (0..<count).forEach(body) },
    load: @escaping @Sendable () -> [UInt8]? = { nil }, keep: @escaping @Sendable ([UInt8]) -> Void = { _ in },
    reading read: @escaping Reader
  ) {
    self.read = read
    self.spread = spread
    self.load = load
    self.keep = keep
  }

  /// The text of a version that is not the content's, `nil` where it cannot be read.
  func text(_ version: FileVersion, at path: RepositoryPath) -> [UInt8]? {
    do {
      return try read(SnapshotFile(path: path, version: version))
    } catch {
      // The whole file is then taken to have changed.
      return nil
    }
  }
}
