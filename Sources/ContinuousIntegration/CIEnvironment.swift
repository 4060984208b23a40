/// What a service tells a job: variables, and files that they name.
package struct CIEnvironment: Sendable {
  private let variables: [String: String]
  private let read: @Sendable (String) -> [UInt8]?

  /// - Parameters:
  ///   - variables: the variables of the environment.
  ///   - read: the content of the file at a path, `nil` where it cannot be read.
  package init(_ variables: [String: String], read: @escaping @Sendable (String) -> [UInt8]? = { _ in nil }) {
    self.variables = variables
    self.read = read
  }

  /// The value of a variable; `nil` where it is empty, as services leave what does not apply.
  subscript(name: String) -> String? { variables[name].flatMap { $0.isEmpty ? nil : $0 } }

  func file(_ path: String) -> [UInt8]? { read(path) }

  /// The commit that a variable names; `nil` for anything but a whole id, and for zeros, which stand for "no commit".
  func commit(_ name: String) -> String? { Self.commit(self[name]) }

  static func commit(_ text: String?) -> String? {
    guard let text, text.utf8.count == 40 || text.utf8.count == 64, text.allSatisfy(\.isHexDigit),
      text.contains(where: { $0 != "0" })
    else { return nil }
    return text.lowercased()
  }

  /// The name of the branch that a variable holds, with or without `refs/heads/`.
  func branch(_ name: String) -> String? {
    guard let text = self[name] else { return nil }
    let prefix = "refs/heads/"
    return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : text
  }
}
