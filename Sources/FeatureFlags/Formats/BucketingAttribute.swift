import GateModel

/// The attribute of the context by which users are dealt out.
enum BucketingAttribute {
  /// Attributes that are the same for all, or for nearly all.
  private static let constant: Set<String> = ["kind", "anonymous", "env", "environment", "appname"]

  static func check(_ attribute: Placed<String>, of title: String, _ findings: inout FlagFindings) {
    guard constant.contains(attribute.value.lowercased()) else { return }
    findings.add(
      .bucketing, "\(title) deals users out by `\(attribute.value)`, which is the same for all of them",
      at: attribute.range, help: "all get the same variant; name an attribute that tells users apart")
  }
}
