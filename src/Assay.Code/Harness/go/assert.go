// Package assert stands in for the calls of testify's that checks use, with its notion of equality; a check that does not hold is the
// end of all.
package assert

import (
	"assay"
	"bytes"
	"math"
	"reflect"
	"testing"
)

// Assertions is what New gives.
type Assertions struct{}

// New begins checks.
func New(t *testing.T) *Assertions { return &Assertions{} }

func equal(expected, actual interface{}) bool {
	if expected == nil || actual == nil {
		return expected == actual
	}
	if first, ok := expected.([]byte); ok {
		second, ok := actual.([]byte)
		return ok && (first == nil) == (second == nil) && bytes.Equal(first, second)
	}
	return reflect.DeepEqual(expected, actual)
}

func hold(holds bool, check string) bool {
	if !holds {
		assay.Verdict('W', check+" does not hold")
	}
	return holds
}

func isNil(value interface{}) bool {
	if value == nil {
		return true
	}
	switch reflected := reflect.ValueOf(value); reflected.Kind() {
	case reflect.Slice, reflect.Map, reflect.Ptr, reflect.Func, reflect.Chan, reflect.Interface:
		return reflected.IsNil()
	}
	return false
}

func Equal(t *testing.T, expected, actual interface{}, message ...interface{}) bool {
	return hold(equal(expected, actual), "Equal")
}

func NotEqual(t *testing.T, expected, actual interface{}, message ...interface{}) bool {
	return hold(!equal(expected, actual), "NotEqual")
}

func True(t *testing.T, value bool, message ...interface{}) bool { return hold(value, "True") }

func False(t *testing.T, value bool, message ...interface{}) bool { return hold(!value, "False") }

func Nil(t *testing.T, value interface{}, message ...interface{}) bool {
	return hold(isNil(value), "Nil")
}

func NotNil(t *testing.T, value interface{}, message ...interface{}) bool {
	return hold(!isNil(value), "NotNil")
}

func InDelta(t *testing.T, expected, actual, delta float64, message ...interface{}) bool {
	return hold(math.Abs(expected-actual) <= delta, "InDelta")
}

func (a *Assertions) Equal(expected, actual interface{}, message ...interface{}) bool {
	return Equal(nil, expected, actual)
}

func (a *Assertions) NotEqual(expected, actual interface{}, message ...interface{}) bool {
	return NotEqual(nil, expected, actual)
}

func (a *Assertions) True(value bool, message ...interface{}) bool { return True(nil, value) }

func (a *Assertions) False(value bool, message ...interface{}) bool { return False(nil, value) }

func (a *Assertions) Nil(value interface{}, message ...interface{}) bool { return Nil(nil, value) }

func (a *Assertions) NotNil(value interface{}, message ...interface{}) bool {
	return NotNil(nil, value)
}

func (a *Assertions) InDelta(expected, actual, delta float64, message ...interface{}) bool {
	return InDelta(nil, expected, actual, delta)
}
