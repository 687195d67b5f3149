// Stands in for boost::any, which two tasks use, so that boost need not be installed.
#pragma once
#include <typeinfo>

namespace boost {

class bad_any_cast : public std::bad_cast {
public:
    const char* what() const noexcept override { return "boost::bad_any_cast"; }
};

class any {
    struct Holder {
        virtual ~Holder() {}
        virtual const std::type_info& type() const = 0;
        virtual Holder* copy() const = 0;
    };
    template <class T>
    struct Held : Holder {
        T value;
        explicit Held(const T& value) : value(value) {}
        const std::type_info& type() const override { return typeid(T); }
        Holder* copy() const override { return new Held(value); }
    };
    Holder* held;
    template <class T>
    friend T* any_cast(any*);

public:
    any() : held(0) {}
    any(const any& other) : held(other.held ? other.held->copy() : 0) {}
    template <class T>
    any(const T& value) : held(new Held<typename std::decay<T>::type>(value)) {}
    ~any() { delete held; }
    any& operator=(any other) { return swap(other); }
    any& swap(any& other) {
        std::swap(held, other.held);
        return *this;
    }
    bool empty() const { return !held; }
    void clear() { any().swap(*this); }
    const std::type_info& type() const { return held ? held->type() : typeid(void); }
};

template <class T>
T* any_cast(any* from) {
    return from && from->type() == typeid(T) ? &static_cast<any::Held<T>*>(from->held)->value : 0;
}

template <class T>
const T* any_cast(const any* from) {
    return any_cast<T>(const_cast<any*>(from));
}

template <class T>
T any_cast(const any& from) {
    typedef typename std::remove_cv<typename std::remove_reference<T>::type>::type Plain;
    Plain* found = any_cast<Plain>(const_cast<any*>(&from));
    if (!found) throw bad_any_cast();
    return *found;
}

}

namespace assay {

template <>
struct Codec<boost::any, void> {
    template <class T>
    static bool put_as(char tag, Writer& to, const boost::any& value) {
        if (value.type() != typeid(T)) return false;
        to.raw(&tag, 1);
        Codec<T>::put(to, boost::any_cast<T>(value));
        return true;
    }
    static void put(Writer& to, const boost::any& value) {
        if (put_as<int>('i', to, value) || put_as<long>('l', to, value) || put_as<long long>('L', to, value)
            || put_as<char>('c', to, value) || put_as<bool>('b', to, value) || put_as<double>('d', to, value)
            || put_as<float>('f', to, value) || put_as<std::string>('s', to, value))
            return;
        if (value.type() == typeid(const char*)) {
            to.raw("t", 1);
            Codec<std::string>::put(to, boost::any_cast<const char*>(value));
        } else {
            // Nothing, or something that has no plain form.
            to.raw(value.empty() ? "-" : "?", 1);
        }
    }
    static boost::any get(Reader& from) {
        switch (*from.raw(1)) {
            case 'i': return assay::get<int>(from);
            case 'l': return assay::get<long>(from);
            case 'L': return assay::get<long long>(from);
            case 'c': return assay::get<char>(from);
            case 'b': return assay::get<bool>(from);
            case 'd': return assay::get<double>(from);
            case 'f': return assay::get<float>(from);
            case 's': return assay::get<std::string>(from);
            case 't': return static_cast<const char*>(strdup(assay::get<std::string>(from).c_str()));
            case '-': return boost::any();
            case '?': return Malformed();
            default: throw Malformed();
        }
    }
};

}
