// Package assay carries values between a program under test and its checks, which run apart. A value is written as its type says.
package assay

import (
	"encoding/binary"
	"io"
	"math"
	"os"
	"reflect"
	"strconv"
	"strings"
)

const (
	deepest      = 200
	longest      = 16 << 20
	largestArray = 1 << 16
)

// Opaque stands for a value that has no plain form; it equals nothing.
type Opaque struct{ never func() }

type cannotSend string

type malformed struct{}

var (
	in  = os.NewFile(3, "calls")
	out = os.NewFile(4, "answers")
)

func send(kind byte, body []byte) {
	frame := make([]byte, 5, 5+len(body))
	binary.LittleEndian.PutUint32(frame, uint32(len(body)+1))
	frame[4] = kind
	out.Write(append(frame, body...))
}

func receive() (byte, []byte, bool) {
	var head [4]byte
	if _, err := io.ReadFull(in, head[:]); err != nil {
		return 0, nil, false
	}
	size := binary.LittleEndian.Uint32(head[:])
	if size == 0 || size > longest {
		return 0, nil, false
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(in, body); err != nil {
		return 0, nil, false
	}
	return body[0], body[1:], true
}

// Serve is the program's side: it answers calls until there are no more.
func Serve(program interface{}) {
	function := reflect.ValueOf(program)
	kind := function.Type()
	send('H', nil)
	for {
		_, body, more := receive()
		if !more {
			return
		}
		answer(function, kind, body)
	}
}

func answer(function reflect.Value, kind reflect.Type, body []byte) {
	answered := false
	defer func() {
		// Code can panic with nothing, or end its goroutine.
		if failure := recover(); !answered {
			send('X', []byte("panic\x00"+describe(failure)))
		}
	}()
	from := reader{body}
	given := make([]reflect.Value, kind.NumIn())
	for i := range given {
		given[i] = reflect.New(kind.In(i)).Elem()
		from.get(given[i], 0)
	}
	result := function.Call(given)[0]
	var to writer
	held := reflect.New(kind.Out(0)).Elem()
	held.Set(result)
	to.put(held, 0)
	// What the program did to lists and maps that it was given, its caller sees.
	for _, value := range given {
		to.put(value, 0)
	}
	answered = true
	send('R', to.bytes)
}

func describe(failure interface{}) string {
	switch failure := failure.(type) {
	case nil:
		return "nil"
	case error:
		return failure.Error()
	case string:
		return failure
	case cannotSend:
		return string(failure)
	}
	return "a value of type " + reflect.TypeOf(failure).String()
}

// Verdict is the checks' last word.
func Verdict(kind byte, text string) {
	if len(text) > 2000 {
		text = text[:2000]
	}
	send('V', append([]byte{kind}, text...))
	os.Exit(0)
}

// Check runs the checks.
func Check(checks func()) {
	defer func() {
		switch failure := recover().(type) {
		case nil:
		case cannotSend:
			Verdict('U', string(failure))
		default:
			Verdict('W', describe(failure))
		}
	}()
	checks()
	Verdict('P', "")
}

// Call lets the program under test compute a value of what the pointers point to.
func Call[Result interface{}](given ...interface{}) (result Result) {
	var to writer
	for _, pointer := range given {
		to.put(reflect.ValueOf(pointer).Elem(), 0)
	}
	send('C', to.bytes)
	kind, body, more := receive()
	switch {
	case !more || kind == 'G':
		Verdict('G', "")
	case kind != 'R':
		Verdict('X', strings.ReplaceAll(string(body), "\x00", ": "))
	}
	defer func() {
		if failure := recover(); failure != nil {
			Verdict('W', "what it returned is no value of the function's type")
		}
	}()
	from := reader{body}
	from.get(reflect.ValueOf(&result).Elem(), 0)
	for _, pointer := range given {
		from.update(reflect.ValueOf(pointer).Elem())
	}
	return result
}

type writer struct{ bytes []byte }

func (w *writer) byte(value byte) { w.bytes = append(w.bytes, value) }

func (w *writer) word(value uint64) {
	var word [8]byte
	binary.LittleEndian.PutUint64(word[:], value)
	w.bytes = append(w.bytes, word[:]...)
}

func (w *writer) text(value string) {
	w.word(uint64(len(value)))
	w.bytes = append(w.bytes, value...)
}

func (w *writer) put(value reflect.Value, depth int) {
	if depth > deepest {
		panic(cannotSend("a value is nested too deep"))
	}
	switch kind := value.Kind(); kind {
	case reflect.Bool:
		if value.Bool() {
			w.byte(1)
		} else {
			w.byte(0)
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		w.word(uint64(value.Int()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		w.word(value.Uint())
	case reflect.Float32, reflect.Float64:
		w.word(math.Float64bits(value.Float()))
	case reflect.Complex64, reflect.Complex128:
		w.word(math.Float64bits(real(value.Complex())))
		w.word(math.Float64bits(imag(value.Complex())))
	case reflect.String:
		w.text(value.String())
	case reflect.Array:
		for i := 0; i < value.Len(); i++ {
			w.put(value.Index(i), depth+1)
		}
	case reflect.Slice, reflect.Map, reflect.Interface:
		if value.IsNil() {
			w.byte(0)
			return
		}
		w.byte(1)
		switch kind {
		case reflect.Slice:
			w.word(uint64(value.Len()))
			for i := 0; i < value.Len(); i++ {
				w.put(value.Index(i), depth+1)
			}
		case reflect.Map:
			w.word(uint64(value.Len()))
			for pairs := value.MapRange(); pairs.Next(); {
				w.put(pairs.Key(), depth+1)
				w.put(pairs.Value(), depth+1)
			}
		default:
			inner := value.Elem()
			name := inner.Type().String()
			if typeOf(name) != inner.Type() {
				w.text("")
				return
			}
			w.text(name)
			w.put(inner, depth+1)
		}
	default:
		panic(cannotSend("a value of type " + value.Type().String() + " cannot be sent"))
	}
}

type reader struct{ bytes []byte }

func (r *reader) take(size uint64) []byte {
	if size > uint64(len(r.bytes)) {
		panic(malformed{})
	}
	taken := r.bytes[:size]
	r.bytes = r.bytes[size:]
	return taken
}

func (r *reader) word() uint64 { return binary.LittleEndian.Uint64(r.take(8)) }

// How many things follow: no more is believed than could be there.
func (r *reader) length() int {
	size := r.word()
	if size > uint64(len(r.bytes)) {
		panic(malformed{})
	}
	return int(size)
}

func (r *reader) get(into reflect.Value, depth int) {
	if depth > deepest {
		panic(malformed{})
	}
	switch kind := into.Kind(); kind {
	case reflect.Bool:
		into.SetBool(r.take(1)[0] != 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		into.SetInt(int64(r.word()))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		into.SetUint(r.word())
	case reflect.Float32, reflect.Float64:
		into.SetFloat(math.Float64frombits(r.word()))
	case reflect.Complex64, reflect.Complex128:
		first := math.Float64frombits(r.word())
		into.SetComplex(complex(first, math.Float64frombits(r.word())))
	case reflect.String:
		into.SetString(string(r.take(uint64(r.length()))))
	case reflect.Array:
		for i := 0; i < into.Len(); i++ {
			r.get(into.Index(i), depth+1)
		}
	case reflect.Slice, reflect.Map, reflect.Interface:
		if r.take(1)[0] == 0 {
			into.Set(reflect.Zero(into.Type()))
			return
		}
		switch kind {
		case reflect.Slice:
			// A value may lie in fewer bytes than it takes in memory: grown as it comes.
			size := r.length()
			items := reflect.MakeSlice(into.Type(), 0, 0)
			for i := 0; i < size; i++ {
				item := reflect.New(into.Type().Elem()).Elem()
				r.get(item, depth+1)
				items = reflect.Append(items, item)
			}
			into.Set(items)
		case reflect.Map:
			size := r.length()
			pairs := reflect.MakeMap(into.Type())
			for i := 0; i < size; i++ {
				key := reflect.New(into.Type().Key()).Elem()
				r.get(key, depth+1)
				value := reflect.New(into.Type().Elem()).Elem()
				r.get(value, depth+1)
				pairs.SetMapIndex(key, value)
			}
			into.Set(pairs)
		default:
			name := string(r.take(uint64(r.length())))
			inner := typeOf(name)
			if inner == nil {
				into.Set(reflect.ValueOf(Opaque{func() {}}))
				return
			}
			value := reflect.New(inner).Elem()
			r.get(value, depth+1)
			into.Set(value)
		}
	default:
		panic(malformed{})
	}
}

// Lets the caller see what the program did to a list or map that it was given.
func (r *reader) update(mine reflect.Value) {
	theirs := reflect.New(mine.Type()).Elem()
	r.get(theirs, 0)
	switch mine.Kind() {
	case reflect.Slice:
		reflect.Copy(mine, theirs)
	case reflect.Map:
		for _, key := range mine.MapKeys() {
			mine.SetMapIndex(key, reflect.Value{})
		}
		for pairs := theirs.MapRange(); pairs.Next(); {
			mine.SetMapIndex(pairs.Key(), pairs.Value())
		}
	}
}

var basic = map[string]reflect.Type{}

func init() {
	for _, value := range []interface{}{
		false, 0, int8(0), int16(0), int32(0), int64(0), uint(0), uint8(0), uint16(0), uint32(0), uint64(0),
		float32(0), float64(0), complex64(0), complex128(0), "",
	} {
		basic[reflect.TypeOf(value).String()] = reflect.TypeOf(value)
	}
	basic["interface {}"] = reflect.TypeOf((*interface{})(nil)).Elem()
}

// The type of a name; nil where it is not one of plain data.
func typeOf(name string) reflect.Type {
	if found := basic[name]; found != nil {
		return found
	}
	if strings.HasPrefix(name, "map[") {
		depth := 0
		for i := 3; i < len(name); i++ {
			switch name[i] {
			case '[':
				depth++
			case ']':
				depth--
			}
			if depth == 0 {
				key, value := typeOf(name[4:i]), typeOf(name[i+1:])
				if key == nil || value == nil || !key.Comparable() {
					return nil
				}
				return reflect.MapOf(key, value)
			}
		}
		return nil
	}
	if close := strings.IndexByte(name, ']'); close > 0 && name[0] == '[' {
		item := typeOf(name[close+1:])
		if item == nil {
			return nil
		}
		if close == 1 {
			return reflect.SliceOf(item)
		}
		if size, err := strconv.Atoi(name[1:close]); err == nil && size >= 0 && size <= largestArray {
			return reflect.ArrayOf(size, item)
		}
	}
	return nil
}
