using Microsoft.Data.Sqlite;

namespace RoomChat.ServiceBusEmulator.Storage;

/// <summary>
/// A prepared statement with positional parameters: <c>$1</c>, <c>$2</c> and so on. A parameter without a type takes the type of its value.
/// </summary>
internal sealed class SqliteStatement : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteParameter[] _parameters;

    public SqliteStatement(SqliteConnection connection, string text, params ReadOnlySpan<SqliteType?> parameters)
    {
        _command = connection.CreateCommand();
        _command.CommandText = text;
        _parameters = new SqliteParameter[parameters.Length];
        for (var i = 0; i < parameters.Length; i++) _parameters[i] = Add($"${i + 1}", parameters[i]);
        _command.Prepare();
    }

    private SqliteParameter Add(string name, SqliteType? type) =>
        type is { } given ? _command.Parameters.Add(name, given) : _command.Parameters.AddWithValue(name, DBNull.Value);

    public void Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        _command.ExecuteNonQuery();
    }

    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
