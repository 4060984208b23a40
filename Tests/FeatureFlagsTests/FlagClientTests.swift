import FeatureFlags
import GateModel
import Testing

@Suite struct FlagClientTests {
  /// The keys in `sample` must be found where it marks them, all of `kind`, and no others.
  private static func expect(
    _ sample: String, in path: RepositoryPath, _ kind: FlagReference.Kind = .read, _ client: FlagClient? = nil,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let marked = MarkedText(sample)
    let found = FlagValidation.references(in: marked.bytes, path: path).filter { $0.kind == kind }
    #expect(found.map(\.range) == marked.ranges, "\(found.map(\.key))", sourceLocation: sourceLocation)
    if let client {
      #expect(Set(found.map(\.client)) == (found.isEmpty ? [] : [client]), sourceLocation: sourceLocation)
    }
  }

  @Test func `flagsmith`() {
    Self.expect(
      """
      from flagsmith import Flagsmith
      flags = Flagsmith(environment_key=KEY).get_environment_flags()
      a = flags.is_feature_enabled(«"new-ui"») or flags.get_feature_value(feature_name=«"limit"»)
      """, in: "a.py", .read, .flagsmith)
    Self.expect(
      "import flagsmith from 'flagsmith';\nif (flagsmith.hasFeature(«'new-ui'»)) flagsmith.getValue(«'limit'»);",
      in: "a.ts",
      .read, .flagsmith)
    Self.expect(
      "import com.flagsmith.FlagsmithClient;\nboolean a = flags.isFeatureEnabled(«\"new-ui\"»);", in: "A.java")
    Self.expect(
      "import flagsmith \"github.com/Flagsmith/flagsmith-go-client/v3\"\na, _ := flags.IsFeatureEnabled(«\"new-ui\"»)",
      in: "a.go")
    Self.expect("import FlagsmithClient\nFlagsmith.shared.hasFeatureFlag(withID: «\"new-ui\"») { _ in }", in: "a.swift")
    Self.expect("require 'flagsmith'\nflags.is_feature_enabled(«'new-ui'»)", in: "a.rb")
    Self.expect("using Flagsmith;\nvar a = await flags.IsFeatureEnabled(«\"new-ui\"»);", in: "A.cs")
    Self.expect("use flagsmith::Flags;\nlet a = flags.is_feature_enabled(«\"new-ui\"»);", in: "a.rs")
    Self.expect("<?php\nuse Flagsmith\\Flagsmith;\n$a = $flags->isFeatureEnabled(«'new-ui'»);", in: "a.php")
  }

  @Test func `growthbook`() {
    Self.expect(
      """
      import { GrowthBook, useFeatureIsOn, IfFeatureEnabled } from '@growthbook/growthbook-react';
      const a = gb.isOn(«'new-ui'») || gb.isOff(«'old-ui'») || gb.getFeatureValue(«'limit'», 3);
      const b = useFeatureIsOn(«'hook'»), c = useFeatureValue(«"colour"», 'blue');
      const d = <IfFeatureEnabled feature=«"element"»>x</IfFeatureEnabled>;
      """, in: "a.tsx", .read, .growthBook)
    Self.expect("from growthbook import GrowthBook\ngb.is_on(«'new-ui'»), gb.get_feature_value(«'n'», 1)", in: "a.py")
    Self.expect(
      "require 'growthbook'\nif gb.on?(:new_ui)\n  gb.feature_value(:limit, 3)\nend".marking(":new_ui", ":limit"),
      in: "a.rb")
    Self.expect("import GrowthBook\nif gb.isOn(feature: «\"new-ui\"») {}", in: "a.swift")
    Self.expect("import growthbook\nval a = gb.isOn(«\"new-ui\"»)", in: "a.kt")
    Self.expect("growthbook.setForcedFeatures({ «'a'»: true, «\"b\"»: 'c' })", in: "a.js", .override)
  }

  @Test func `go-feature-flag and flipt`() {
    Self.expect(
      """
      import ffclient "github.com/thomaspoignant/go-feature-flag"
      a, _ := ffclient.BoolVariation(«"new-ui"», user, false)
      b, _ := ffclient.Float64VariationDetails(«"limit"», user, 1.5)
      """, in: "a.go", .read, .goFeatureFlag)
    Self.expect(
      """
      import flipt "go.flipt.io/flipt/rpc/flipt/evaluation"
      a, _ := client.Evaluation().Boolean(ctx, &evaluation.EvaluationRequest{NamespaceKey: "default", FlagKey: «"new-ui"»})
      b, _ := client.EvaluateBoolean(ctx, «"old-ui"», "entity", nil)
      """, in: "a.go", .read, .flipt)
    Self.expect(
      """
      import { FliptClient } from '@flipt-io/flipt';
      const a = await flipt.evaluation.boolean({ namespaceKey: 'default', flagKey: «'new-ui'», entityId: '1' });
      const b = client.evaluateVariant({ flagKey: «"colour"», entityId: 'x', context: {} });
      """, in: "a.ts", .read, .flipt)
    Self.expect(
      """
      from flipt import FliptClient
      a = client.evaluation.variant(EvaluationRequest(namespace_key="default", flag_key=«"colour"», entity_id="1"))
      b = client.evaluate_boolean(«"new-ui"», "1", {})
      """, in: "a.py", .read, .flipt)
    Self.expect(
      "import io.flipt.api.FliptClient;\nvar r = EvaluationRequest.builder().namespaceKey(\"d\").flagKey(«\"new-ui\"»).build();",
      in: "A.java")
    Self.expect("require 'flipt_client'\nclient.evaluate_boolean({ flag_key: «'new-ui'», entity_id: '1' })", in: "a.rb")
  }

  @Test func `devcycle, posthog, statsig and configcat`() {
    Self.expect(
      """
      import { useVariableValue } from '@devcycle/react-client-sdk';
      const a = useVariableValue(«'new-ui'», false), b = client.variableValue(user, «'limit'», 3);
      """, in: "a.tsx", .read, .devCycle)
    Self.expect(
      """
      import posthog from 'posthog-js';
      posthog.isFeatureEnabled(«'new-ui'»); posthog.getFeatureFlag(«'colour'»); useFeatureFlagEnabled(«'hook'»);
      const b = <PostHogFeature flag=«"element"» match={true}>x</PostHogFeature>;
      """, in: "a.tsx", .read, .postHog)
    Self.expect("import posthog\nposthog.feature_enabled(«'new-ui'», 'user')", in: "a.py", .read, .postHog)
    Self.expect(
      "import \"github.com/posthog/posthog-go\"\nc.IsFeatureEnabled(posthog.FeatureFlagPayload{Key: «\"new-ui\"», DistinctId: \"x\"})",
      in: "a.go", .read, .postHog)
    Self.expect(
      "from statsig import statsig\nif statsig.check_gate(user, «'new-ui'»): statsig.override_gate('x', True)",
      in: "a.py",
      .read, .statsig)
    Self.expect(
      "import com.configcat.*;\nboolean a = client.getValue(Boolean.class, key(), false);\nclient.getValueAsync(«\"n\"», 1);",
      in: "A.java", .read, .configCat)
    Self.expect("using ConfigCat.Client;\nvar a = client.GetValue(«\"new-ui\"», false);", in: "A.cs", .read, .configCat)
  }

  @Test func `what tests set is told apart`() {
    Self.expect(
      "import { InMemoryProvider } from '@openfeature/server-sdk';\nnew InMemoryProvider({ «'a'»: { variants: { on: 1 } }, «\"b\"»: f('c') });",
      in: "a.test.ts", .override)
    Self.expect(
      "from openfeature.provider.in_memory_provider import InMemoryFlag, InMemoryProvider\nInMemoryProvider({«\"a\"»: InMemoryFlag(\"on\", {\"on\": True})})",
      in: "test_a.py", .override)
    Self.expect(
      "import dev.openfeature.sdk.providers.memory.*;\nnew InMemoryProvider(Map.of(«\"a\"», Flag.builder().build()));",
      in: "ATest.java", .override)
    Self.expect(
      "import \"github.com/open-feature/go-sdk/openfeature/memprovider\"\np := memprovider.NewInMemoryProvider(map[string]memprovider.InMemoryFlag{«\"a\"»: {State: memprovider.Enabled}})",
      in: "a_test.go", .override)
    Self.expect(
      "import com.launchdarkly.sdk.server.integrations.TestData;\ntd.update(td.flag(«\"a\"»).booleanFlag());",
      in: "ATest.java",
      .override)
    Self.expect(
      "const unleash = new FakeUnleash(); unleash.enable(«'a'»); unleash.disable(«'b'»)", in: "a.spec.ts", .override)
  }

  @Test func `defaults in code are known where they are written out`() {
    let samples: [(String, RepositoryPath, FlagValue?)] = [
      ("openfeature\nc.get_boolean_value('a', True)", "a.py", .boolean(true)),
      ("openfeature\nc.get_boolean_value(flag_key='a', default_value=False)", "a.py", .boolean(false)),
      ("openfeature\nc.get_integer_value('a', -3)", "a.py", .number(-3)),
      ("openfeature\nc.get_float_value('a', 1_0.5)", "a.py", .number(10.5)),
      ("openfeature\nc.get_string_value('a', name)", "a.py", nil),
      ("openfeature c.getStringValue('a', 'x', { k: 'y' })", "a.ts", .string("x")),
      ("openfeature c.getBooleanValue(key: \"a\", defaultValue: true)", "a.swift", .boolean(true)),
      ("openfeature c.BooleanValue(ctx, \"a\", true, e)", "a.go", .boolean(true)),
      ("launchdarkly c.BoolVariation(\"a\", user, false)", "a.cs", .boolean(false)),
      ("launchdarkly c.variation('a', user, 'x')", "a.js", .string("x")),
      ("unleash c.isEnabled('a', user)", "a.js", nil),
      ("configcat c.getValue('a', false, user)", "a.js", .boolean(false)),
      ("openfeature\nc.fetch_number_value(flag_key: 'a', default_value: 4)", "a.rb", .number(4)),
    ]
    for (text, path, value) in samples {
      let found = FlagValidation.references(in: Array(text.utf8), path: path)
      #expect(found.map(\.codeDefault) == [value], "\(text)")
    }
  }

  @Test func `computed keys are told with what is known of them`() throws {
    let samples: [(String, RepositoryPath, String, String)] = [
      ("openfeature\nc.get_boolean_value(f'new-{name}', False)", "a.py", "new-", ""),
      ("openfeature\nc.get_boolean_value('new-' + name, False)", "a.py", "new-", ""),
      ("openfeature\nc.get_boolean_value(name() + '-ui', False)", "a.py", "", "-ui"),
      ("openfeature c.getBooleanValue(`${area}-ui`, false)", "a.ts", "", "-ui"),
      ("openfeature c.getBooleanValue(`new-${area}-ui`, false)", "a.ts", "new-", "-ui"),
      ("openfeature c.getBooleanValue(keyOf(x), false)", "a.ts", "", ""),
      ("openfeature c.BooleanValue(ctx, fmt.Sprintf(\"x-%s\", n), false, e)", "a.go", "", ""),
    ]
    for (text, path, beginning, ending) in samples {
      let found = FlagValidation.references(in: Array(text.utf8), path: path)
      #expect(found.map(\.kind) == [.unresolved], "\(text)")
      let reference = try #require(found.first)
      #expect(reference.keyBeginning == beginning && reference.keyEnding == ending, "\(text)")
    }
  }
}

extension String {
  /// The text with marks around the first place of each of `parts`.
  fileprivate func marking(_ parts: String...) -> String {
    parts.reduce(self) { text, part in text.replacing(part, with: "«\(part)»", maxReplacements: 1) }
  }
}
