// Package testing stands in for the library's, which takes longer to link than most programs.
package testing

import "assay"

// T is what tests are given.
type T struct{}

func (t *T) Error(args ...interface{})                 { t.FailNow() }
func (t *T) Errorf(format string, args ...interface{}) { t.FailNow() }
func (t *T) Fatal(args ...interface{})                 { t.FailNow() }
func (t *T) Fatalf(format string, args ...interface{}) { t.FailNow() }
func (t *T) Fail()                                     { t.FailNow() }
func (t *T) FailNow()                                  { assay.Verdict('W', "a check does not hold") }
func (t *T) Log(args ...interface{})                   {}
func (t *T) Logf(format string, args ...interface{})   {}
func (t *T) Helper()                                   {}

// Run runs a part of a test.
func (t *T) Run(name string, part func(t *T)) bool {
	part(t)
	return true
}
