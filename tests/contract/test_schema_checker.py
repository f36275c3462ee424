"""The checker of answers is itself checked: each departure it must see is made once."""

import unittest

from tests.support.schema import Schemas, sample

DOCUMENT = {"components": {"schemas": {
    "Person": {
        "type": "object", "required": ["id", "name"], "additionalProperties": False,
        "properties": {
            "id": {"type": "string", "pattern": "^[1-9][0-9]{0,18}$"},
            "name": {"type": "string", "minLength": 1, "maxLength": 4},
            "joined": {"type": ["string", "null"], "format": "date"},
            "state": {"type": "string", "enum": ["full", "probationary"]},
            "age": {"type": "integer", "minimum": 0, "maximum": 150},
            "tags": {"type": "array", "items": {"type": "string"}, "maxItems": 2},
            "changed": {"oneOf": [{"type": "string", "const": "never"}, {"type": "integer"}]},
        }}}}}
GOOD = {"id": "7", "name": "李敏", "joined": "2008-01-10", "state": "full", "age": 40, "tags": ["a"], "changed": 3}


class SchemaChecker(unittest.TestCase):
    schemas = Schemas(DOCUMENT)

    def faults(self, **changes):
        value = {key: item for key, item in {**GOOD, **changes}.items() if item is not ...}
        return list(self.schemas.faults({"$ref": "#/components/schemas/Person"}, value))

    def test_a_fitting_value_has_no_fault(self):
        self.assertEqual(self.faults(), [])
        self.assertEqual(self.faults(joined=None, changed="never"), [])

    def test_each_departure_is_seen(self):
        for changes in ({"name": ...}, {"more": 1}, {"id": 7}, {"id": "07"}, {"name": ""}, {"name": "一二三四五"},
                        {"joined": "2008-1-1"}, {"state": "gone"}, {"age": -1}, {"age": True}, {"age": "4"},
                        {"tags": [1]}, {"tags": ["a", "b", "c"]}, {"changed": "sometimes"}, {"changed": None}):
            with self.subTest(changes):
                self.assertEqual(len(self.faults(**changes)), 1, self.faults(**changes))

    def test_an_unknown_keyword_is_no_silent_pass(self):
        self.assertTrue(list(self.schemas.faults({"type": "string", "contains": {}}, "x")))

    def test_a_sample_fits_its_own_schema(self):
        schema = {"$ref": "#/components/schemas/Person"}
        self.assertEqual(list(self.schemas.faults(schema, sample(self.schemas, schema))), [])


if __name__ == "__main__":
    unittest.main()
