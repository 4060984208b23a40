internal import CLibgit2
internal import GateModel

extension PathAttributes {
  /// The attributes that a repository has for `path`: from the files of its working tree, or where those are missing, of its
  /// index.
  init(of path: RepositoryPath, in repository: OpaquePointer) throws(GitError) {
    var names = Self.names.map { name in
      UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self) as UnsafePointer<CChar>?
    }
    var values = [UnsafePointer<CChar>?](repeating: nil, count: names.count)
    let flags = UInt32(GIT_ATTR_CHECK_FILE_THEN_INDEX)
    let code = LocalPath(bytes: path.bytes).withCString { path in
      git_attr_get_many(&values, repository, flags, path, names.count, &names)
    }
    try check(code, "could not read the attributes of \(path)")
    self.init(
      values.map { value in
        switch git_attr_value(value) {
        case GIT_ATTR_VALUE_TRUE: .set
        case GIT_ATTR_VALUE_FALSE: .unset
        case GIT_ATTR_VALUE_STRING: value.map { .text(String(cString: $0)) } ?? .unspecified
        default: .unspecified
        }
      })
  }
}
