/// What an import leads to.
enum Resolution: Hashable {
  /// These files of the repository; none where the module comes from elsewhere.
  case files([Int])
  /// Something of the repository that cannot be told.
  case unknown
}

/// Finds the files of a repository, by their place in its list, behind the names that modules use.
protocol ModuleResolver {
  /// What `name` means in the module `file`.
  func resolve(_ name: ModuleImports.Name, from file: Int) -> Resolution
  /// The files on which `file` depends without naming them.
  func implicit(_ file: Int, isTest: Bool) -> [Int]
}
