package import GateModel
import LocalFiles

/// Turns paths as tools print them back into paths of the repository.
package struct PathMapper: Sendable {
  private let directories: [LocalPath]
  private var root: RepositoryPath
  private let known: Set<RepositoryPath>
  private let lossy: [String: RepositoryPath]
  private let multiline: [[UInt8]]

  /// For a tool that ran below `directory`, in the check's `root`, on `files`.
  package init(files: [RepositoryPath], directory: LocalPath?, root: RepositoryPath = RepositoryPath(bytes: [])) {
    self.root = root
    known = Set(files)
    var forms = directory.map { [$0] } ?? []
    // A tool may print the directory's real path where it was given a link, as below /tmp on macOS.
    if let directory, let real = try? LocalFiles.realPath(directory), real != directory { forms.append(real) }
    directories = forms
    var lossy: [String: RepositoryPath] = [:]
    for file in files {
      for form in Self.lossyForms(file.bytes) { lossy[form] = file }
    }
    self.lossy = lossy
    multiline = files.map(\.bytes).filter { $0.contains(UInt8(ascii: "\n")) }.map { path in
      root.bytes.isEmpty ? path : Array(path.dropFirst(root.bytes.count + 1))
    }
  }

  /// For a tool that ran in `directory` instead of the check's root.
  func seen(from directory: RepositoryPath) -> PathMapper {
    var mapper = self
    mapper.root = directory
    return mapper
  }

  /// The file that was given to the tool and that it calls `bytes`, `nil` where it is none of them.
  package func given(_ bytes: some Collection<UInt8>) -> RepositoryPath? {
    guard let path = repositoryPath(bytes) else { return nil }
    if known.contains(path) { return path }
    return lossy[String(decoding: path.bytes, as: UTF8.self)]
  }

  /// The path in the repository that a tool calls `bytes`, given to it or not; `nil` where it lies outside.
  package func path(_ bytes: some Collection<UInt8>) -> RepositoryPath? {
    given(bytes) ?? repositoryPath(bytes)
  }

  /// The lines of `output`, each as bytes; a file name that holds line breaks does not break its line.
  package func lines(_ output: [UInt8]) -> [ArraySlice<UInt8>] {
    var output = output
    for path in multiline {
      // NUL cannot occur in a path, so it can stand for the line break until `given(_:)` turns it back.
      let masked = path.map { $0 == UInt8(ascii: "\n") ? 0 : $0 }
      while let found = output.firstRange(of: path) { output.replaceSubrange(found, with: masked) }
    }
    return output.split(separator: UInt8(ascii: "\n")).map { line in
      line.last == UInt8(ascii: "\r") ? line.dropLast() : line
    }
  }

  private func repositoryPath(_ bytes: some Collection<UInt8>) -> RepositoryPath? {
    var bytes = bytes.map { $0 == 0 ? UInt8(ascii: "\n") : $0 }
    if bytes.isEmpty { return nil }
    var base = root
    if bytes.first == UInt8(ascii: "/") {
      let absolute = LocalPath(bytes: bytes)
      guard let relative = directories.lazy.compactMap({ absolute.relative(to: $0) }).first else { return nil }
      bytes = relative.bytes
      base = RepositoryPath(bytes: [])
    }
    var components = base.bytes.split(separator: UInt8(ascii: "/"))
    for component in bytes.split(separator: UInt8(ascii: "/")) {
      if component.elementsEqual(".".utf8) { continue }
      if component.elementsEqual("..".utf8) {
        if components.popLast() == nil { return nil }
      } else {
        components.append(component)
      }
    }
    return components.isEmpty ? nil : RepositoryPath(bytes: components.joined(separator: "/".utf8))
  }

  /// How tools that cannot print a path that is no UTF-8 write it: with U+FFFD, or as Python does, with `\udcff` or `\xff`.
  private static func lossyForms(_ bytes: [UInt8]) -> [String] {
    if String(validating: bytes, as: UTF8.self) != nil { return [] }
    let escaped = { (prefix: String) in
      var text = ""
      for byte in bytes {
        text += byte < 0x80 ? String(UnicodeScalar(byte)) : prefix + String(byte, radix: 16)
      }
      return text
    }
    return [String(decoding: bytes, as: UTF8.self), escaped("\\udc"), escaped("\\x")]
  }
}
